# %% [markdown]
# # keras
