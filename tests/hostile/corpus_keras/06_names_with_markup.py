# tries: names of classes and layers that are markup where they are told
# assignment: keras
# layers: raised
# weights: raised
# points: 0
import keras

Named = type("<script>alert(1)</script>", (keras.layers.Layer,), {"call": lambda self, x: 1 / 0})
m = keras.Sequential([keras.Input((4,))])
m.add(Named())
