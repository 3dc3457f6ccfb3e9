import marimo

__generated_with = "0.25.2"
app = marimo.App()

with app.setup:
    import numpy as np


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # Means of windows

    A *moving mean* is taken of `n` numbers on end.
    """)
    return


@app.cell
def shown(heights, width):
    print(moving_mean(heights, 2))

    moving_mean(heights, width.value)
    return


@app.cell
def _():
    heights = np.array([1.5, 1.7, 1.9])
    note = """first
        second
    """
    # what comes of it
    return (heights,)


@app.function
def moving_mean(x, n):
    """Return means of n numbers on end."""
    return [float(np.mean(x[i : i + n])) for i in range(len(x) - n + 1)]


@app.class_definition
class Window:
    """Some numbers on end."""

    def __init__(self, size):
        self.size = size


@app.cell
def _(mo):
    width = mo.ui.slider(1, 3, value=2)
    width
    return (width,)


@app.cell
def _(heights):
    import matplotlib.pyplot as plt

    _figure, _axes = plt.subplots()
    _axes.plot(heights)
    _axes.set_title("Heights")
    _figure
    return


app._unparsable_cell(
    r"""
    this is no Python
    """,
    name="_"
)


@app.cell
def _(heights, mo):
    mo.md(f"""The largest of {len(heights)} is **{max(heights)}**.""")
    return


@app.cell(disabled=True)
def _():
    print("never")
    return


@app.cell
async def _():
    import asyncio

    await asyncio.sleep(0)
    slept = True
    return


@app.cell
def _():
    import marimo as mo

    return (mo,)


if __name__ == "__main__":
    app.run()
