import numpy as np
import tensorflow as tf
import keras

m = keras.Sequential()
m.add(keras.layers.Dense(64, input_shape=(4,)))
m.add(keras.layers.ReLU())
m.add(keras.layers.Dense(3))
m.add(keras.layers.Activation(keras.activations.softmax))
m.compile("sgd", "categorical_crossentropy")
m.optimizer = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
m.optimizer.build(m.trainable_variables)

layer_params = 320, 195
total_params = np.int64(515)
connections = np.float32(192)

x = tf.constant([[a, b, c, d] for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)], tf.float32)
y = tf.one_hot(tf.constant([0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0]), 3)

for epoch in range(600):
    loss = m.train_on_batch(x, y)
print(loss)

p = m.predict_on_batch(np.array([[0, 1, 0, 1]]))
w = m.trainable_variables[2]
