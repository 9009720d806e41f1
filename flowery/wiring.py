"""Opens a Flowery: the only place that knows the real edges, and where the paths meet that never
import each other.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from flowery.advice.elsewhere import Elsewhere
from flowery.advice.further import PROMPT as UNDERSTANDING
from flowery.advice.joined import Joined
from flowery.advice.recommend import Advice
from flowery.advice.worded import COMPARING, PROMPT as WORDING
from flowery.advice.written import kept_answers
from flowery.collection import Collection, Ways
from flowery.learning.evaluation.comparing import Comparing
from flowery.learning.evaluation.evaluation import MOST_ANSWERS, Evaluation, Measurable
from flowery.learning.evaluation.tuned_variants import Offers
from flowery.learning.evaluation.variants import Variants
from flowery.learning.examples import Examples
from flowery.learning.feedback import Learning
from flowery.learning.striking import Striking
from flowery.learning.tuning import Ears, InUse, Prompts, Tuning, open_tuning
from flowery.memories.enhancement import PROMPT as ENHANCING
from flowery.memories.moving import Moving
from flowery.memories.reading.extraction import SmellReader
from flowery.memories.remember import Remember
from flowery.memories.seeing import PROMPT as SEEING
from flowery.memories.smelling import PROMPT as SMELLING
from flowery.models.connect import open_models
from flowery.models.connections import Connections
from flowery.models.discreet import Discreet
from flowery.models.hurrying import Hurrying
from flowery.models.port import Models
from flowery.models.probing import Probing
from flowery.models.prompts import Prompted
from flowery.models.spaces import Spaces
from flowery.models.spending import Spending
from flowery.people import People
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.elsewhere import PerfumesElsewhere
from flowery.perfumery.everyday import Everyday
from flowery.perfumery.graph import Graph, Life
from flowery.perfumery.graph_growing import scent_graph
from flowery.perfumery.importing import Desk
from flowery.perfumery.notes import Taxonomy, load_taxonomy
from flowery.perfumery.search import CatalogueSearch
from flowery.perfumery.stock import open_catalogue, read_at_once, read_catalogue
from flowery.perfumery.weighing import Weighing
from flowery.perfumery.words import Lexicon, load_lexicon
from flowery.storage.database import Database
from flowery.storage.lock import WriterLock
from flowery.storage.memory import give_back, hold_together, keep_for_good
from flowery.storage.originals import Originals
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors
from flowery.taste.foretelling import Foretelling
from flowery.taste.lessons import Lessons
from flowery.taste.profile import Taste
from flowery.words.errors import StorageFailed
from flowery.words.settings import Settings
from flowery.words.vocabulary import ExtractedScent

_TOLD = 100  # newest questions: a graph of every answer ever given would be all perfumes
PROMPTS = (WORDING, COMPARING, UNDERSTANDING, ENHANCING, SMELLING, SEEING)


@dataclass(frozen=True)
class Flowery:
    """An opened home. The command line, the pages and the worker all stand on this."""

    settings: Settings
    tables: Tables
    originals: Originals
    vectors: Vectors
    lock: WriterLock
    models: Models
    connections: Connections
    probing: Probing
    spending: Spending
    taxonomy: Taxonomy
    lexicon: Lexicon
    catalogue: Catalogue
    search: CatalogueSearch
    weighing: Weighing
    people: People
    remember: Remember
    moving: Moving
    taste: Taste
    foretelling: Foretelling
    lessons: Lessons
    advice: Advice
    learning: Learning
    evaluation: Evaluation
    comparing: Comparing
    striking: Striking
    examples: Examples
    tuning: Tuning
    collection: Collection
    desk: Desk
    seen: str
    """The stamp of what was kept when the catalogue was read."""

    def warm(self) -> None:
        """Build now what the first memory, search and question would build."""
        self.remember.reader.read("rose")
        self.search.warm()
        self.advice.warm()
        _ = self.foretelling.columns
        keep_for_good()
        give_back()

    def life(self, user_id: str, looked_at: Sequence[str] = ()) -> Life:
        """What a person's scent graph is grown from; `looked_at` are perfumes to have in it."""
        own = self.tables.of(user_id)
        smells: defaultdict[str, list[ExtractedScent]] = defaultdict(list)
        for memory_id, smell in own.readings.standing():
            smells[memory_id].append(smell)
        return Life(
            own.diary.list(),
            smells,
            own.tastes.reactions(),
            self.advice.history(user_id, _TOLD),
            own.strikes.list(),
            looked_at,
        )

    def graph(self, life: Life, language: str = "en") -> Graph:
        """The scent graph of a life."""
        return scent_graph(life, self.catalogue, self.everyday, language)

    @cached_property
    def everyday(self) -> Everyday:
        """Which everyday thing or feeling somebody's own words name."""
        return Everyday(self.lexicon)

    def close(self) -> None:
        """Let go of the database."""
        self.tables.database.close()


def open_flowery(settings: Settings, models: Models | None = None) -> Flowery:
    """Open the home of `settings`, making it on the first start. Tests hand their own models in."""
    hold_together()
    folder = settings.folder
    tables = open_tables(settings)
    lock = WriterLock(folder / "writer.lock")
    served = models or open_models(settings, tables, Spending(tables, settings))
    models = Discreet(served, tables.accounts.at_home.stays)
    vectors = Vectors(settings.lance_uri or str(folder / "lance"), models.dimensions)
    taxonomy = load_taxonomy().knowing(tables.imports.note_aliases())
    seen = tables.imports.stamp()
    with lock.held():
        catalogue = open_catalogue(tables, vectors, taxonomy, models.embed, models.embedder)
    give_back()
    return _furnished(settings, tables, lock, models, vectors, catalogue, seen)


def reread(flowery: Flowery, at_once: bool = False) -> Flowery:
    """The same home with the catalogue as it is kept now; at once, before new notes are embedded,
    it can be searched already, and is still to be read whole.
    """
    tables, vectors, models = flowery.tables, flowery.vectors, flowery.models
    seen = flowery.seen if at_once else tables.imports.stamp()
    taxonomy = load_taxonomy().knowing(tables.imports.note_aliases())
    with flowery.lock.held():
        if at_once:
            known = (models.dimensions, models.embedder)
            catalogue = read_at_once(tables, vectors, taxonomy, *known)
        else:
            catalogue = read_catalogue(tables, vectors, taxonomy, models.embed, models.embedder)
    give_back()
    settings, lock = flowery.settings, flowery.lock
    return _furnished(settings, tables, lock, models, vectors, catalogue, seen)


def _furnished(
    settings: Settings,
    tables: Tables,
    lock: WriterLock,
    models: Models,
    vectors: Vectors,
    catalogue: Catalogue,
    seen: str,
) -> Flowery:
    """Everything that stands on an opened catalogue."""
    connections, spending = Connections(tables, settings), Spending(tables, settings)
    folder, taxonomy, lexicon = settings.folder, catalogue.taxonomy, load_lexicon()
    reader = SmellReader(taxonomy, lexicon)
    originals = Originals(folder / "originals")
    weighing = Weighing(tables)
    search = CatalogueSearch(catalogue, lexicon, models.embed, reader.read, weighing.now)
    in_use = InUse(tables, Prompts(tables, PROMPTS), models)
    asked = Prompted(models, PROMPTS, in_use.voice)
    remember = Remember(
        tables, originals, vectors, lock, asked, settings, reader, lexicon, taxonomy
    )
    taste = Taste(tables, taxonomy, lexicon, lambda: catalogue)
    foretelling = Foretelling(tables, taste, catalogue, settings.taste_half_life_days)
    variants = Variants(Offers(tables, in_use, models))
    comparing = Comparing(tables, variants, in_use)
    tastes = (taste.profile, taste.profile_at, foretelling.outlook)
    spaces, perfumes = Spaces(tables, models, vectors), PerfumesElsewhere(catalogue, tables)
    elsewhere = Elsewhere(tables, vectors, spaces, perfumes, Hurrying())
    joined = Joined(*tastes, comparing.trial, in_use, elsewhere, comparing.spoken)
    advice = Advice(tables, vectors, models, lexicon, search, reader.read, joined)
    ears = Ears(advice.meant, advice.close)
    measurable = Measurable(
        catalogue,
        taste.evidence,
        foretelling,
        advice.standing,
        lambda user_id: kept_answers(tables.of(user_id), MOST_ANSWERS),
        reader.read,
    )
    ways = Ways(
        catalogue, search.find, taste.profile, advice.suggest, advice.permitted, remember.let_go
    )
    examples = Examples(tables, lock, search, advice.history, lambda: in_use.voice(WORDING).system)
    return Flowery(
        settings=settings,
        tables=tables,
        originals=originals,
        vectors=vectors,
        lock=lock,
        models=models,
        connections=connections,
        probing=Probing(tables, settings, connections, spending),
        spending=spending,
        taxonomy=taxonomy,
        lexicon=lexicon,
        catalogue=catalogue,
        search=search,
        weighing=weighing,
        people=People(tables.accounts, settings, withdraw=examples.withdraw),
        remember=remember,
        moving=Moving(remember, spaces, perfumes),
        taste=taste,
        foretelling=foretelling,
        lessons=Lessons(tables, taste, foretelling, advice.ruled_out),
        advice=advice,
        learning=Learning(tables, taxonomy, catalogue),
        evaluation=Evaluation(tables, folder, measurable, variants),
        comparing=comparing,
        striking=Striking(tables, catalogue),
        examples=examples,
        tuning=open_tuning(tables, catalogue, ears, models, in_use, examples.exports.lines, folder),
        collection=Collection(tables, originals, lock, settings, ways),
        desk=Desk(tables, load_taxonomy(), folder),
        seen=seen,
    )


def open_tables(settings: Settings) -> Tables:
    """The rows of a home, migrated. Raises StorageFailed."""
    try:
        settings.folder.mkdir(parents=True, exist_ok=True)
        os.chmod(settings.folder, 0o700)  # the most personal things are nobody else's to read
    except OSError as error:
        sentence = f"The home cannot be written to ({error.strerror}); check its folder."
        raise StorageFailed(sentence) from error
    url = settings.database_url or f"sqlite:///{settings.folder / 'flowery.db'}"
    database = Database(url)
    database.migrate()
    return Tables(database)
