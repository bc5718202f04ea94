"""Letters: the words of each notice, in the language of whoever gets it. None holds a name or a matter."""

from qabyldau.flow.letters.words import APPEAL as APPEAL
from qabyldau.flow.letters.words import CALL as CALL
from qabyldau.flow.letters.words import OFFICE as OFFICE
from qabyldau.flow.letters.words import VISIT as VISIT
from qabyldau.flow.letters.words import Words as Words
from qabyldau.flow.letters.words import booking_url as booking_url
from qabyldau.flow.letters.words import last_told as last_told
from qabyldau.flow.letters.words import review_url as review_url
from qabyldau.flow.letters.words import short_words_of as short_words_of
from qabyldau.flow.letters.words import ticket_url as ticket_url
from qabyldau.flow.letters.words import track_url as track_url
from qabyldau.flow.letters.words import words_of as words_of
