"""What is known of data, models and trainings as one page: data gathered, pictures as Vega-Lite specs, one HTML file.

- `inputs`       what each path is: a dataset, an audit, an evaluation, samples, a training
- `dataset`, `audited`, `evaluated`, `sampled`, `graded`, `trained`   each as sections of the page
- `shown_rows`   rows with verdicts, facts and steps, as the page opens them
- `coverage`     which facts are trained on and which are held out, as a heat map
- `parts`        what a section can hold; `charts` the pictures
- `page`         sections to one self-contained file, the same bytes for the same input
- `vendored`     the libraries that draw, kept as they came from npm
"""
