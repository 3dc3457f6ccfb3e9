# tries: to break the shell that runs its cells
# form: notebook
# stopped: wire
# raises: ZeroDivisionError
# points: 50
shell = get_ipython()
shell.showtraceback = None
shell.display_pub = None
shell.events = None
shell.history_manager = None
# %%
1 / 0
