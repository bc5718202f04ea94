"""Tell: what waits in the outbox goes out to people, each over the channel they chose."""

from qabyldau.flow.tell.outbox import is_over as is_over
from qabyldau.flow.tell.outbox import send_message as send_message
from qabyldau.flow.tell.outbox import send_waiting as send_waiting
from qabyldau.flow.tell.outbox import sender_register as sender_register
from qabyldau.flow.tell.outbox import served as served
from qabyldau.flow.tell.outbox import tell as tell
from qabyldau.flow.tell.outbox import tell_office as tell_office
from qabyldau.flow.tell.outbox import tell_signer as tell_signer
from qabyldau.flow.tell.outbox import tell_visitor as tell_visitor
