# tries: to read the course, and to run programs, through IPython's magics
# raises: PermissionError, FileNotFoundError
%load @GRADER@/course/reference/vault.py
%run @GRADER@/course/reference/vault.py
%pycat @GRADER@/course/reference/vault.py
%cd @GRADER@
%ls @GRADER@
!cat @GRADER@/course/reference/vault.py
found = !ls @GRADER@
print(found)
%sx cat @GRADER@/others/neighbour.py
%env
# %%
%%bash
cat @GRADER@/others/neighbour.py
# %%
%%script python3
print("BREACH".lower().upper())
# %%
%%writefile @GRADER@/others/neighbour.py
BREACH = 1
# %%
import os
get_ipython().system("touch /tmp/akapen-was-here")
get_ipython().getoutput("touch /tmp/akapen-was-here")
os.chdir(os.environ["HOME"])
