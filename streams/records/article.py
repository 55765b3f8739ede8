"""An article, as producers publish it."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, model_validator

from streams.records.ids import article_key
from streams.records.values import Instant, Text, plausible


class Article(BaseModel):
    """One version of one article, as a producer publishes it to `news.articles`.

    Fields that are not listed are ignored. Raises ValidationError for what is malformed; a NUL, which Postgres
    cannot keep, becomes U+FFFD, so that offsets hold.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Annotated[Text, Field(min_length=1, description="The producer's stable id: the same for every version.")]
    title: Text | None = Field(None, description="Headline.")
    body: Text = Field(description="Running text; may be left out where status is canceled.")
    published_at: Annotated[Instant, AfterValidator(plausible)] | None = Field(
        None, description="RFC 3339, with its offset: what relative dates in the text are counted from."
    )
    source: Text | None = Field(None, description="Publisher.")
    url: Text | None = Field(None, description="Where it can be read.")
    language: Text | None = Field(None, description="BCP 47 tag; null: detected.")
    version: Annotated[int, Strict(), Field(ge=0, lt=2**63)] | None = Field(
        None, description="The producer's count of versions; higher is newer."
    )
    updated_at: Annotated[Instant, AfterValidator(plausible)] | None = Field(
        None, description="RFC 3339: when this version was made."
    )
    status: Literal["usable", "canceled"] = Field("usable", description="canceled: withdrawn by its producer.")

    @model_validator(mode="before")
    @classmethod
    def _without_nul(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        clean = {k: v.replace("\x00", "\ufffd") if isinstance(v, str) else v for k, v in data.items()}
        if clean.get("status") == "canceled" and clean.get("body") is None:
            clean["body"] = ""
        return clean

    @property
    def text(self) -> str:
        """What offsets point into: title, an empty line, body; or the body alone."""
        return f"{self.title}\n\n{self.body}" if self.title else self.body

    @property
    def key(self) -> UUID:
        """The article's id in the ledger, whatever its length."""
        return article_key(self.id)
