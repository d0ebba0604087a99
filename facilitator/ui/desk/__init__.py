"""The desk: the pages around a lesson (Idag, Pass, Läsår, Uppföljning, Inställningar) and the form that ends one."""
