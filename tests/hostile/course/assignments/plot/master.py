# %% [markdown]
# # plot
