"""A simulated printer board for a real Klipper or Kalico host.

It speaks the Klipper micro-controller protocol (message blocks, VLQ numbers,
data dictionary) on a pseudo terminal, in real time, so an unmodified host
process runs prints against it: heaters warm up, switches trip while homing,
steppers move, the emergency stop stops.

Pins (any name may be used in printer.cfg for any purpose, but these act):
    heat_NAME  output whose duty warms the sensor  temp_NAME   (ADC pin)
    temp_NAME  reads  degrees / ADC_SPAN_C  as a fraction of full scale
    stop_x ... an end stop that closes when the steppers homed against it
               have gone END_STOP_STEPS steps below where they were at power-on
    in_0 ...   plain inputs (filament switches, buttons), set over the socket

Control socket (one text line per connection, answers with one line):
    status | set PIN 0|1 | temp NAME DEGREES | broken NAME [0|1]
    shutdown [REASON] | mute SECONDS | unplug SECONDS | quit

`mute` leaves the board as it was, so the host's next FIRMWARE_RESTART fails
("Failed automated reset") and only the one after it succeeds, as on a real
printer; `unplug` also loses the board's state, and one restart is enough.
"""
