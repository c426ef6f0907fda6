"""The tree of the thread as markup: a template takes four times as long for the hundred lines of a page."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from commissioning.thread.tree import Node


def drawn(nodes: Iterable[Node]) -> Markup:
    """The lines with all that hangs on them, as items of a list. What is no markup is escaped."""
    return Markup("".join(line(each) for each in nodes))  # noqa: S704 - each part is ours or escaped


def line(node: Node) -> str:
    """One line, and the list below it."""
    text = str(escape(node.text))
    if node.href:
        text = f'<a class="nhsuk-link" href="{escape(node.href)}">{text}</a>'
    if node.tag:
        words, colour = node.tag
        text += f' <strong class="nhsuk-tag nhsuk-tag--{colour}">{escape(words)}</strong>'
    if node.more:
        text += f'\n  <div class="app-muted">{escape(node.more)}</div>'
    if node.below:
        text += f'\n  <ul class="nhsuk-list app-thread">{"".join(map(line, node.below))}</ul>'
    return f'<li class="app-thread__node"><span class="app-thread__kind">{node.kind}:</span> {text}</li>\n'
