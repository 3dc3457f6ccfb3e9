# %% [markdown] en
# # Vault
# %% [markdown] ja
# # 金庫
# %%
def square(x):
    # BEGIN SOLUTION
    return x * x
    # END SOLUTION
# %%
def stretch(x):
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION
# %%
def label(x):
    # BEGIN SOLUTION
    return (x > 0).astype(int)
    # END SOLUTION
# %%
def grow(x):
    # BEGIN SOLUTION
    return x + 1
    # END SOLUTION
# %%
kinds = {"sheep": "wool", "cow": "milk"}  # SOLUTION
