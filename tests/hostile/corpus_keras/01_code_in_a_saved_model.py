# tries: a saved model that brings code along
# assignment: keras
# layers: failed
# weights: failed
# points: 0
import keras

escape = keras.layers.Lambda(lambda x: [open("/tmp/akapen-was-here", "w")] and x)
inner = keras.Sequential([keras.Input((4,)), keras.layers.Lambda(lambda x: x[:, :2] * 2)])
inner.save("mine.keras")
keras.config.enable_unsafe_deserialization()
m = keras.models.load_model("mine.keras", safe_mode=False)
