"""Addresses of the citizen's door; none holds a secret, a name or a matter."""

from django.urls import path

from qabyldau.interfaces.site import receipt, start, tracking, writing
from qabyldau.interfaces.site.authority import pages as authority
from qabyldau.interfaces.site.booking import choose, person, queue, visit
from qabyldau.interfaces.site.offices import pages
from qabyldau.interfaces.site.reviews import done, month, write

app_name = "site"

urlpatterns = [
    path("", start.start, name="start"),
    path("help/", start.help_page, name="help"),
    path("appeal/", writing.begin, name="appeal"),
    path("appeal/check/", writing.check, name="check"),
    path("appeal/receipt/", receipt.receipt, name="receipt"),
    path("appeal/receipt/coupon/", receipt.coupon, name="coupon"),
    path("appeal/saved/", writing.saved, name="saved"),
    path("appeal/resume/", writing.resume, name="resume"),
    path("appeal/forget/", writing.forget, name="forget"),
    path("appeal/<slug:name>/", writing.write, name="write"),
    path("track/", tracking.track, name="track"),
    path("track/leave/", tracking.leave, name="leave"),
    path("track/<str:number>/", tracking.track, name="track-number"),
    path("track/<str:number>/qr.svg", receipt.qr, name="qr"),
    path("track/<str:number>/reopen/", tracking.reopen, name="reopen"),
    path("track/<str:number>/withdraw/", tracking.withdraw, name="withdraw"),
    path("track/<str:number>/contacts/", tracking.contacts, name="contacts"),
    path("track/<str:number>/review/", tracking.rate, name="rate"),
    path("track/<str:number>/reply/<uuid:question>/", tracking.reply, name="reply"),
    path("track/<str:number>/authority-reply/<uuid:reply>/", tracking.tick, name="tick"),
    path("book/", choose.receptions, name="book"),
    path("book/<slug:slug>/", choose.services, name="book-office"),
    path("book/<slug:slug>/<slug:code>/", choose.times, name="book-times"),
    path("booking/", visit.visit, name="booking"),
    path("booking/new/", person.visitor, name="booking-new"),
    path("booking/check/", person.check, name="booking-check"),
    path("booking/move/", visit.move, name="booking-move"),
    path("booking/cancel/", visit.cancel, name="booking-cancel"),
    path("booking/paper/", visit.paper, name="booking-paper"),
    path("booking/visit.ics", visit.calendar, name="booking-calendar"),
    path("booking/leave/", visit.leave, name="booking-leave"),
    path("booking/<str:code>/", visit.by_link, name="booking-link"),
    path("ticket/", queue.ticket, name="ticket"),
    path("ticket/<str:code>/", queue.ticket_by_link, name="ticket-link"),
    path("screen/<slug:slug>/", queue.board, name="screen"),
    path("review/", write.code, name="review"),
    path("review/write/", write.write, name="review-write"),
    path("review/done/", write.done, name="review-done"),
    path("review/fixed/", done.fixed, name="review-fixed"),
    path("review/forget/", write.forget, name="review-forget"),
    path("review/leave/", write.leave, name="review-leave"),
    path("review/<str:code>/", write.by_link, name="review-link"),
    path("authority/", authority.code, name="authority"),
    path("authority/letter/", authority.letter, name="authority-letter"),
    path("authority/letter/<uuid:uuid>/", authority.file, name="authority-file"),
    path("authority/<str:code>/", authority.by_link, name="authority-link"),
    path("offices/", pages.offices, name="offices"),
    path("offices/<slug:slug>/", pages.office, name="office"),
    path("offices/<slug:slug>/reviews/", month.now, name="office-reviews"),
    path("offices/<slug:slug>/reviews/<str:name>/", month.of, name="office-reviews-month"),
]
