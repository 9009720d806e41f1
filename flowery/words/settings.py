"""Settings: every knob, from the environment as `FLOWERY_…`; the table in docs/settings.md is made
from here.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where Flowery lives and how it behaves. `Settings(home=…)` in tests, the environment
    elsewhere.
    """

    model_config = SettingsConfigDict(
        env_prefix="FLOWERY_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    home: Path = Field(
        default=Path("~/.flowery"), description="The one folder that holds the whole state."
    )
    database_url: str | None = Field(
        default=None, description="Where rows are kept; default: `flowery.db` in the home."
    )
    lance_uri: str | None = Field(
        default=None, description="Where vectors are kept; default: `lance/` in the home."
    )
    memories_per_day: int = Field(
        default=3, ge=0, description="How many memories a person may keep a day; 0 lifts the limit."
    )
    registration_open: bool = Field(
        default=True, description="Whether strangers may make an account after the first one."
    )
    session_days: float = Field(default=30, gt=0, description="How long a sign-in lasts, in days.")
    upload_megabytes: int = Field(
        default=10, ge=1, description="The largest file that is taken, in MB."
    )
    text_characters: int = Field(
        default=20_000, ge=100, description="The longest memory that is taken, in characters."
    )
    keep_originals: bool = Field(
        default=True, description="Whether uploaded files are kept unless a memory says otherwise."
    )
    taste_half_life_days: float = Field(
        default=0,
        ge=0,
        description="After how many days what was said of a taste counts half; 0: it never fades.",
    )
    example_home: bool = Field(
        default=True, description="Whether strangers may look around in the example diary."
    )
    openai_base_url: str | None = Field(
        default=None,
        description="An OpenAI-compatible endpoint; without it the embedded models work alone.",
    )
    openai_api_key: SecretStr | None = Field(default=None, description="The key for that endpoint.")
    secret: SecretStr | None = Field(
        default=None,
        min_length=16,
        description="Encrypts a key that is typed on the page Settings; 16 characters or more.",
    )
    chat_model: str | None = Field(default=None, description="The model id that reads and words.")
    vision_model: str | None = Field(default=None, description="The model id that sees photos.")
    transcription_model: str | None = Field(
        default=None, description="The model id that writes voice notes down."
    )
    embedding_model: str | None = Field(
        default=None,
        description="The model id that embeds, in the background, beside the encoder here.",
    )
    embedding_dimensions: int | None = Field(
        default=None,
        ge=1,
        description="How long the vectors of that model shall be, where it lets one choose.",
    )
    tuning_model: str | None = Field(
        default=None, description="The model id that fine-tuning at the endpoint starts from."
    )
    model_timeout_seconds: float = Field(
        default=30,
        gt=0,
        description="How long a model may take for one reply, and for all that somebody waits for; "
        "a memory in the background may take four times as long.",
    )
    model_budget_usd_per_day: float | None = Field(
        default=None,
        description="A cap on what models may cost a day, in US dollars; needs the prices.",
    )
    model_budget_usd_per_month: float | None = Field(
        default=None, ge=0, description="A cap on what models may cost a month, in US dollars."
    )
    model_budget_usd_per_person_and_day: float | None = Field(
        default=None,
        ge=0,
        description="A cap on what models may cost for one person a day, in US dollars.",
    )
    model_usd_per_million_input_tokens: float = Field(
        default=0, ge=0, description="What a million tokens to the endpoint cost, in US dollars."
    )
    model_usd_per_million_output_tokens: float = Field(
        default=0, ge=0, description="What a million tokens from the endpoint cost, in US dollars."
    )
    training_usd_per_million_tokens: float = Field(
        default=0,
        ge=0,
        description="What a million tokens cost that a model is trained on, in US dollars.",
    )

    @property
    def folder(self) -> Path:
        """The home as an absolute path."""
        return self.home.expanduser().absolute()
