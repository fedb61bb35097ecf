"""What can go wrong in reading an article, in words that an analyst can act on."""


class SidelinesError(Exception):
    """The base of all errors that are raised on purpose; its text is fit to be shown."""


class RuleError(SidelinesError):
    """A rule file or a user's topic is wrong; the text names the file, the entry and what is allowed."""


class ArticleError(SidelinesError):
    """One article can't be read; the text says why and what to do. Others go on."""


class ModelError(SidelinesError):
    """The language model or the quotation tagger is missing or damaged; the text says how to install it."""
