"""Every service that writes leaves an entry in the history, or stands in the short list with its reason."""

import ast

from tests.house.tree import PACKAGE, modules, name_of, parsed

WRITES = {
    "create",
    "save",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "update_or_create",
    "get_or_create",
}

EXEMPT = {
    "area_kinds_load": "reference data: the files of the release are their history",
    "areas_load": "reference data",
    "organizations_load": "reference data",
    "posts_load": "reference data",
    "persons_load": "reference data",
    "memberships_load": "reference data",
    "contacts_load": "reference data",
    "categories_load": "reference data",
    "ready_texts_load": "reference data",
    "record": "is the history",
    "message_queue": "the outbox is its own list, written beside the deed that is recorded",
    "addresses_forget": "a part of taking a consent back, which is recorded",
    "message_give_up": "the outbox is its own list; what made the message idle is recorded",
    "reply_queue": "what a bot says is its own list and is forgotten once it went; the deed is recorded",
    "messages_doubt": "a mark of the clock on what a killed worker left; the attempt itself is kept",
    "replies_forget": "the term of keeping, applied by the clock to all alike",
    "line_failed": "a mark whether a line to the outside answers",
    "line_rest": "a mark whether a line to the outside answers",
    "line_works": "a mark whether a line to the outside answers",
    "line_hold": "a mark which process reads a line",
    "line_advance": "how far a line was read",
    "incoming_take": "a mark that something that came in was dealt with; the deed is recorded",
    "chat_close": "a mark that a chat takes nothing, as its messenger said",
    "chat_open": "a mark that somebody writes again",
    "message_claim": "a mark that one worker is sending it; the attempt itself is kept",
    "attempt_record": "the list of attempts is append-only and says it all",
    "text_store": "a part of registering an appeal or taking a reply, which is recorded",
    "attachment_store": "a part of registering an appeal or taking a reply, which is recorded",
    "text_understood": "a machine's note that moves nothing and can be made again",
    "applicant_note": "a part of registering an appeal, which is recorded",
    "consent_record": "the consent is itself a dated record, made with the registration",
    "appeal_take_up": "a mark beside opening or joining a case, which is recorded",
    "deadlines_start": "a part of registering an appeal; each deadline is a dated row that is never changed",
    "case_claim": "a part of giving or extending, which is recorded",
    "promises_renew": "a part of opening a case again, which is recorded",
    "deadlines_meet": "a part of answering or closing a case, which is recorded",
    "appeal_deadlines_meet": "a part of withdrawing an appeal, which is recorded",
    "reviewers_forget": "the term of keeping, applied by the clock to all alike",
    "visit_review_ask": "a part of ending a visit, which is recorded",
    "answer_reviews_ask": "a part of answering, which is recorded",
    "holds_lapse": "a time that nobody booked is nothing yet",
    "absences_note": "a mark of the clock on a booked visit, made again whenever the sweep runs",
    "slots_forget": "a cell of a day that is past; the visit itself stays",
    "numbers_forget": "a mark of a day that is past; leasing it was recorded",
    "visitors_forget": "the term of keeping, applied by the clock to all alike",
    "slot_hold": "a time held for ten minutes; booking it is recorded",
    "deadlines_resume": "a part of undoing a deed on many cases, which is recorded",
    "case_lead": "the case points at the nearest of its clocks, which are rows of their own",
    "appeal_understood": "a machine's note that moves nothing and can be made again",
    "messages_hold": "the outbox is its own list; the deed that may be undone is recorded",
    "messages_withdraw": "a part of undoing a deed on many cases, which is recorded",
    "checks_note": "a figure of the last check, made again every night",
    "shortlist_put": "somebody's own list of a day changes no case",
    "shortlist_take": "somebody's own list of a day changes no case",
    "doc_put": "the index is made from the tables and holds nothing of its own",
    "docs_put": "the index is made from the tables and holds nothing of its own",
    "doc_drop": "a part of an erasure, which is recorded",
    "draft_write": "a draft is nothing yet, saved every few seconds; asking for eyes, approving and giving are recorded",
    "draft_choose": "a part of a draft; the note stands with the delivery, and giving is recorded",
    "draft_drop": "a part of answering, which is recorded",
    "serial_take": "a part of sending a letter or taking a reply, which is recorded",
    "file_keep": "a part of sending a letter or taking a reply, which is recorded",
    "rung_climbed": "a part of sending a letter, which is recorded",
    "case_seclude": "a part of taking a complaint round the office, which is recorded",
    "questions_remind": "a mark that the clock has reminded a sender; the letter stands in the outbox",
    "original_store": "a part of taking a letter in; what it does is recorded",
    "original_drop": "a part of forgetting a letter, or of taking in one that was here already",
    "mail_keep": "a part of taking a letter in; what it does is recorded, and the letter is its own dated row",
    "mail_about": "a part of taking a letter in, which is recorded where it falls",
    "mail_reported": "a machine's note on the report of a mail server; the letter that failed is recorded",
    "mails_forget": "the term of keeping, applied by the clock to all alike",
    "mail_forget_about": "a part of taking a consent back, which is recorded",
    "address_keep": "an address under which one replies is nothing yet; the letter that carries it is recorded",
    "message_bounced": "the list of attempts is append-only and says it all",
    "line_free": "a mark which process reads a line",
    "delivery_read": "that a sender looked is kept with the delivery, not with the deeds of staff",
}
"""Functions that write and record nothing, each with its reason. Grows only with a reason that holds."""


def services():
    for path in modules(PACKAGE):
        inner = path.relative_to(PACKAGE).parts
        if inner[0] == "interfaces" or not (inner[-1] == "services.py" or "services" in inner):
            continue
        tree = parsed(path)
        local = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        for node in local.values():
            if not node.name.startswith("_"):
                yield path, node, local


def calls(node, local, seen=()):
    """Return the names called by a function and by the functions of its own module that it calls."""
    found = set()
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            found.add(name)
            if isinstance(call.func, ast.Name) and name in local and name not in seen:
                found |= calls(local[name], local, (*seen, name))
    return found


def test_every_service_that_writes_records_an_entry():
    silent = [
        f"{name_of(path)}:{node.name}"
        for path, node, local in services()
        if calls(node, local) & WRITES and "record" not in calls(node, local) and node.name not in EXEMPT
    ]
    assert silent == []


def test_the_list_of_exempt_services_names_only_what_is_there():
    assert set(EXEMPT) - {node.name for _path, node, _local in services()} == set()


def test_services_take_their_arguments_by_name():
    first = {"record", "link_make", "link_suggest", "text_understood"}
    loose = [
        f"{name_of(path)}:{node.name}"
        for path, node, _local in services()
        if len(node.args.args) > 1 and node.name not in first and not node.name.endswith("_load")
    ]
    assert loose == []


def test_no_model_writes_history_or_anything_else_when_it_is_saved():
    hidden = [
        f"{name_of(path)}:{node.name}"
        for path in modules(PACKAGE)
        if path.name == "models.py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete", "full_clean"}
    ]
    assert hidden == []
