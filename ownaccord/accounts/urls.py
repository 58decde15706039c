"""The addresses of the accounts room; neutral words only."""

from django.urls import path

from ownaccord.accounts.views import beginning, codes, doors, leaving, mine, stopping, waiting, ways

urlpatterns = [
    path("welcome/", beginning.welcome, name="welcome"),
    path("one-time/", beginning.one_time, name="one-time"),
    path("sign-up/", beginning.sign_up, name="sign-up"),
    path("sign-in/", doors.sign_in, name="sign-in"),
    path("unlock/", doors.unlock, name="unlock"),
    path("again/", doors.again, name="again"),
    path("exit/", doors.exit_now, name="exit"),
    path("blank/", doors.blank, name="blank"),
    path("sign-out/", doors.sign_out, name="sign-out"),
    path("curtain/", doors.curtain, name="curtain"),
    path("pause/", stopping.pause, name="pause"),
    path("stop/", stopping.stop, name="stop"),
    path("held/", waiting.held_forms, name="held"),
    path("held/<slug:held_form>/let-go/", waiting.let_go, name="held-let-go"),
    path("new-device/", ways.new_device, name="new-device"),
    path("recover/", ways.recover, name="recover"),
    path("reset/", ways.reset, name="reset"),
    path("me/", mine.mine, name="me"),
    path("me/settings/", mine.my_settings, name="me-settings"),
    path("me/devices/", mine.my_devices, name="me-devices"),
    path("me/devices/new/", mine.offer_device, name="me-devices-new"),
    path("me/devices/<slug:device>/drop/", mine.drop_device, name="me-devices-drop"),
    path("me/sign-ins/<slug:sign_in>/end/", mine.end_sign_in, name="me-sign-ins-end"),
    path("me/host/", mine.host, name="me-host"),
    path("me/host/reset/", mine.host_reset, name="me-host-reset"),
    path("me/recovery/", codes.recovery, name="me-recovery"),
    path("me/portable/", codes.portable, name="me-portable"),
    path("me/stop-code/", codes.stop_code, name="me-stop-code"),
    path("me/after-codes/", codes.after, name="after-codes"),
    path("me/passphrase/", ways.passphrase, name="me-passphrase"),
    path("me/someone-may-know/", ways.someone_may_know, name="me-someone-may-know"),
    path("me/take/", leaving.take, name="me-take"),
    path("me/delete/", leaving.delete, name="me-delete"),
]
