# tries: source that crashes the compiler
# raises: SyntaxError
# stopped: memory
# points: 50
eval("(" * 90_000 + ")" * 90_000)
# %%
eval("-" * 100_000 + "1")
# %%
exec("if 1:\n" + "".join(" " * n + "if 1:\n" for n in range(1, 99)) + " " * 100 + "pass")
compile("x" + ".y" * 50_000, "", "eval")
