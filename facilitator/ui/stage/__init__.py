"""The projector: what it shows (`slide`, `compose`) and how that is drawn (`typeset`, `page`, `draw`, `paint`, `deck`)."""
