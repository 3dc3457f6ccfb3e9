# tries: to put markup into names that reports repeat
# square: raised, raised
# stretch: failed, failed
# kinds: failed, failed
# points: 20

def square(x):
    raise type("<img src=x onerror=alert(1)>", (Exception,), {})("[x](javascript:alert(1)) ![](http://evil.example/?x)")

def stretch(x):
    return type("</code></pre><script>alert(1)</script>", (), {})()

kinds = type("`x` **bold** | [link](http://evil.example)", (list,), {})()
