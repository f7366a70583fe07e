"""The main job on five wire stories: every bar with its figure, and every miss."""

import sys
import time
from pathlib import Path

import click

if not __package__:  # run as a file: the folder of this file must not pass for the package `seeds`
    sys.path[0] = str(Path(__file__).resolve().parents[1])

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(epilog="Example: python benchmarks/seeds.py --articles seeds/articles --gold tests/data/gold.json")
@click.option("--data", type=FOLDER, help="Folder with seeds/*.txt and seeds/gold.json.")
@click.option("--articles", type=FOLDER, help="Folder of the articles, with --gold.")
@click.option("--gold", type=FILE, help="Answers for --articles.")
def main(data: Path | None, articles: Path | None, gold: Path | None) -> None:
    """Align five articles, hold the outcome against hand-made answers, and exit 1 if a bar fails."""
    if data and not (articles or gold):
        articles, gold = data / "seeds", data / "seeds" / "gold.json"
    elif data or not (articles and gold):
        raise click.UsageError("give --data FOLDER, or --articles FOLDER with --gold FILE.")
    if not gold.is_file():
        raise click.UsageError(f"{gold}: no such file. It holds the answers.")

    import align
    from benchmarks import gold as scores

    answers = scores.load(gold)
    paths = [articles / article["file"] for article in answers["articles"]]
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        raise click.UsageError(f"no such file, though {gold} has answers for it: {', '.join(missing)}")
    start = time.perf_counter()
    story = align.story(paths)
    seconds = time.perf_counter() - start
    again = align.story(paths[::-1])
    for path, reason in story.errors.iter_rows():
        click.echo(f"{path}: {reason}", err=True)

    results = scores.bars(scores.join(story, answers), scores.join(again, answers))
    for bar in results:
        print(f"{'pass' if bar.passed else 'FAIL'}  {bar.name:<24}{bar.figure}")
        for miss in bar.misses:
            print(f"        missed: {_line(miss)}")
        for note in bar.notes:
            print(f"        note: {_line(note)}")
    held = sum(bar.passed for bar in results)
    print(f"{held} of {len(results)} bars hold; {len(paths)} articles in {seconds:.1f} s, models loaded within.")
    sys.exit(0 if held == len(results) else 1)


def _line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main()
