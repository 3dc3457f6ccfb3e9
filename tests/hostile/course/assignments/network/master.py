# %% [markdown]
# # network
