# tries: to make the grader start one worker after the other
# stopped: crash
# points: 50
import os

os.kill(os.getpid(), 11)
# %%
import os

os.kill(os.getpid(), 15)
# %%
import os

os.abort()
# %%
import os

os.kill(os.getpid(), 6)
