"""The command `stop` of lldb: the place of a stopped thread in a line of JSON, with its callers and its variables."""
import json

from lldb_values import leaves


def kept(value):
    """The numbers and texts in a value, of a pointer its address; None where the compiler has left none."""
    if value.GetError().Fail():
        return None
    is_address = value.GetType().IsPointerType() and '"' not in (value.GetSummary() or "")
    return [value.GetValue()] if is_address else leaves(value)


def stop(debugger, _command, _result, _internal):
    process = debugger.GetSelectedTarget().GetProcess()
    if not process.is_stopped:
        return
    thread = process.GetSelectedThread()
    places = [(frame.GetDisplayFunctionName(), frame.GetLineEntry().GetLine()) for frame in thread]
    variables = thread.GetFrameAtIndex(0).GetVariables(True, True, False, True)
    values = {value.GetName(): kept(value) for value in variables}
    print("@@" + json.dumps({"places": places, "values": values}, ensure_ascii=False))


def __lldb_init_module(debugger, _):
    debugger.HandleCommand("command script add -f lldb_stop.stop stop")
