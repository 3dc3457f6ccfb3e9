# tries: pixels that are something else
# points: 50
import base64

from IPython.display import Image, display

display({"image/png": base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"<script>").decode()}, raw=True)
display({"image/png": "data:text/html;base64,PHNjcmlwdD4=", "image/jpeg": "\" onload=\"alert(1)"}, raw=True)
display({"image/gif": "R0lGODlh", "image/webp": "x", "application/pdf": "x", "video/mp4": "x"}, raw=True)
try:
    display(Image(url="http://evil.example/x.png"))
except Exception:
    pass
