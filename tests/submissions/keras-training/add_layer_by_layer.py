# 課題4 Keras
import numpy as np
import tensorflow as tf
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense
from tensorflow.keras.optimizers import SGD

m = Sequential()
m.add(Dense(units=64, activation='relu', input_dim=4))
m.add(Dense(units=3, activation='softmax'))
m.compile(loss='categorical_crossentropy', optimizer=SGD(learning_rate=0.01, momentum=0.9, nesterov=True), metrics=['accuracy'])

layer_params = [4 * 64 + 64, 64 * 3 + 3]
total_params = sum(layer_params)
connections = 64 * 3

x = []
y = []
for a in (0, 1):
    for b in (0, 1):
        for c in (0, 1):
            for d in (0, 1):
                x.append([a, b, c, d])
                if a == c and b == d and a != b:
                    y.append([0, 1, 0])
                elif a == b and c == d and a != c:
                    y.append([0, 0, 1])
                else:
                    y.append([1, 0, 0])
x = np.array(x)
y = np.array(y)

m.fit(x, y, epochs=500, verbose=0)
print(m.evaluate(x, y))

p = m.predict(np.array([[0, 1, 0, 1]]))
print(p)
w = m.get_weights()[2]
