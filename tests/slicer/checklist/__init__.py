"""What slicers need of PrintMux, statement by statement, at each of its addresses.

The number of a statement is in the docstring of its test. Some are tested elsewhere:

  10   answers while 500 MB come in: scripts/bench
  22   expired keys and raw bytes: test_connect.py::test_expiry, ::test_raw_bytes_as_key
  99   test_appkeys.py::test_rates, ::test_too_many, ::test_five_wait_at_most,
       ::test_limiter_forgets
  118  under the prefix the panel answers: test_frontend_setup.py::test_panel
  118  hostile Host: test_own_port.py::test_page
  121  own port, TLS, options: test_advertise.py
  122  HA's octoprint: test_advertise.py::test_octoprint_does_not_offer_us
"""
