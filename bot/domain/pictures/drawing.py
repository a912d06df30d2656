"""From a chart to its sheet."""

from bot.domain.pictures.charts import (
    Chart,
    CurveChart,
    HourChart,
    KindChart,
    RubricChart,
    SourceChart,
    TrendChart,
)
from bot.domain.pictures.curve import draw_curve
from bot.domain.pictures.hours import draw_hours
from bot.domain.pictures.kinds import draw_kinds
from bot.domain.pictures.rubrics import draw_rubrics
from bot.domain.pictures.shapes import Sheet, Typesetter
from bot.domain.pictures.sources import draw_sources
from bot.domain.pictures.trend import draw_trend


def draw_chart(chart: Chart, typesetter: Typesetter) -> Sheet:
    """The sheet of any chart, 1080 pixels wide and as high as it needs."""
    match chart:
        case CurveChart():
            return draw_curve(chart, typesetter)
        case TrendChart():
            return draw_trend(chart, typesetter)
        case RubricChart():
            return draw_rubrics(chart, typesetter)
        case HourChart():
            return draw_hours(chart, typesetter)
        case KindChart():
            return draw_kinds(chart, typesetter)
        case SourceChart():
            return draw_sources(chart, typesetter)
