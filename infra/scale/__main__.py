"""`make scale`: simulate again, and write docs/scale.md."""

from infra.scale import scale_page


def main() -> None:
    text = scale_page.page()
    scale_page.DOCUMENT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
