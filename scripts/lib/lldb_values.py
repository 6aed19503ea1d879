"""The command `values` of lldb: each variable of a stopped frame in a line of JSON, with the numbers and texts in it."""
import json

MOST_CHILDREN = 8


def leaves(value, depth=4):
    summary = value.GetSummary()
    if summary and '"' in summary and summary.startswith(('"', 'L"', 'u"')):
        return [summary[summary.index('"'):]]
    count = value.GetNumChildren()
    if count == 0 or depth == 0:
        return [] if value.GetValue() is None else [value.GetValue()]
    children = (value.GetChildAtIndex(at) for at in range(min(count, MOST_CHILDREN)))
    return [leaf for child in children for leaf in leaves(child, depth - 1)]


def values(debugger, _command, _result, _internal):
    frame = debugger.GetSelectedTarget().GetProcess().GetSelectedThread().GetFrameAtIndex(0)
    for value in frame.GetVariables(True, True, False, True):
        found = {"name": value.GetName(), "summary": value.GetSummary(), "leaves": leaves(value)}
        print("@@" + json.dumps(found, ensure_ascii=False))


def __lldb_init_module(debugger, _):
    debugger.HandleCommand("command script add -f lldb_values.values values")
