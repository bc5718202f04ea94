"""Addresses of the desk; things are named by uuid, never by a number or a name."""

from django.urls import path

from qabyldau.interfaces.desk import appeal, case, figures, inbox, register, reviews, sessions
from qabyldau.interfaces.desk.door import acts, bookings, counters, oral, screen, slip, waits
from qabyldau.interfaces.desk.offline import views as offline

app_name = "desk"

urlpatterns = [
    path("sign-in/", sessions.sign_in, name="sign-in"),
    path("sign-out/", sessions.sign_out, name="sign-out"),
    path("office/", sessions.choose_office, name="office"),
    path("", inbox.inbox, name="inbox"),
    path("register/", register.register, name="register"),
    path("register/coupon/", register.coupon, name="coupon"),
    path("door/", screen.door, name="door"),
    path("door/counter/", screen.sit, name="door-sit"),
    path("door/take/", acts.take, name="door-take"),
    path("door/call/", acts.call, name="door-call"),
    path("door/arrive/", acts.arrive, name="door-arrive"),
    path("door/tickets/<uuid:uuid>/move/", acts.move, name="door-move"),
    path("door/tickets/<uuid:uuid>/matter/", oral.matter, name="door-matter"),
    path("door/tickets/<uuid:uuid>/slip/", slip.slip, name="door-slip"),
    path("door/tickets/<uuid:uuid>/qr.svg", slip.qr, name="door-qr"),
    path("door/visits/", bookings.visits, name="door-visits"),
    path("door/visits/book/", bookings.book, name="door-book"),
    path("door/visits/<uuid:uuid>/", bookings.visit, name="door-visit"),
    path("door/visits/<uuid:uuid>/move/", bookings.move, name="door-visit-move"),
    path("door/visits/<uuid:uuid>/cancel/", bookings.cancel, name="door-visit-cancel"),
    path("door/counters/", counters.counters, name="door-counters"),
    path("door/waits/", waits.waits, name="door-waits"),
    path("offline/", offline.page, name="offline"),
    path("offline/worker.js", offline.worker, name="offline-worker"),
    path("offline/supply/", offline.supply, name="offline-supply"),
    path("offline/send/", offline.send, name="offline-send"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/poster/", reviews.poster, name="reviews-poster"),
    path("reviews/qr.svg", reviews.qr, name="reviews-qr"),
    path("reviews/<uuid:uuid>/", reviews.review, name="review"),
    path("reviews/<uuid:uuid>/contact/", reviews.contact, name="review-contact"),
    path("reviews/<uuid:uuid>/show/", reviews.show, name="review-show"),
    path("reviews/<uuid:uuid>/<slug:deed>/", reviews.act, name="review-act"),
    path("numbers/", figures.numbers, name="numbers"),
    path("history/", figures.history, name="history"),
    path("system/", figures.system, name="system"),
    path("appeals/<uuid:uuid>/", appeal.appeal, name="appeal"),
    path("appeals/<uuid:uuid>/open/", appeal.open_it, name="appeal-open"),
    path("appeals/<uuid:uuid>/join/", appeal.join, name="appeal-join"),
    path("appeals/<uuid:uuid>/contact/", appeal.contact, name="appeal-contact"),
    path("appeals/<uuid:uuid>/forget/", appeal.forget, name="appeal-forget"),
    path("appeals/<uuid:uuid>/reprint/", register.reprint, name="appeal-reprint"),
    path("appeals/<uuid:uuid>/protocol/", oral.protocol, name="appeal-protocol"),
    path("appeals/<uuid:uuid>/photos/<uuid:photo>/", appeal.photo, name="appeal-photo"),
    path("cases/<uuid:uuid>/", case.case, name="case"),
    path("cases/<uuid:uuid>/<slug:deed>/", case.act, name="case-act"),
]
