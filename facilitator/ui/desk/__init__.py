"""The desk: the pages around a lesson (Idag, Pass, Uppföljning, Inställningar) and the form that ends one."""
