"""Writing intake: registering and proving it, signers, contacts, complaints against staff."""

from qabyldau.intake.services.registering import Contact as Contact
from qabyldau.intake.services.registering import NewAppeal as NewAppeal
from qabyldau.intake.services.registering import WrittenWord as WrittenWord
from qabyldau.intake.services.registering import addition_note as addition_note
from qabyldau.intake.services.registering import appeal_register as appeal_register
from qabyldau.intake.services.registering import appeal_take_up as appeal_take_up
from qabyldau.intake.services.registering import appeal_withdraw as appeal_withdraw
from qabyldau.intake.services.registering import applicant_note as applicant_note
from qabyldau.intake.services.registering import chat_close as chat_close
from qabyldau.intake.services.registering import chat_forget as chat_forget
from qabyldau.intake.services.registering import chat_open as chat_open
from qabyldau.intake.services.registering import consent_record as consent_record
from qabyldau.intake.services.registering import consent_withdraw as consent_withdraw
from qabyldau.intake.services.registering import contact_reveal as contact_reveal
from qabyldau.intake.services.registering import forward_consent_record as forward_consent_record
from qabyldau.intake.services.registering import kind_correct as kind_correct
from qabyldau.intake.services.registering import receipt_issue as receipt_issue
from qabyldau.intake.services.registering import sender_agree as sender_agree
