"""The wire format and the data dictionary of the simulated board."""

import binascii
import json
import zlib

FREQ = 16_000_000
ADC_MAX = 4095
MASK32 = 0xFFFFFFFF

INPUTS = 8
PIN_NAMES = (
    [f"{kind}_{axis}" for axis in "xyze" for kind in ("step", "dir", "en", "stop")]
    + [
        f"{kind}_{name}"
        for name in ("e", "e1", "e2", "e3", "b", "c")
        for kind in ("heat", "temp")
    ]
    + [f"fan_{n}" for n in range(4)]
    + [f"in_{n}" for n in range(INPUTS)]
    + [f"out_{n}" for n in range(8)]
    + [f"{kind}_e{n}" for n in (1, 2, 3) for kind in ("step", "dir", "en")]
)
PINS = {name: number for number, name in enumerate(PIN_NAMES)}

REASONS = {
    "Command request": 1,
    "ADC out of range": 2,
    "Simulated failure": 3,
    "Timer too close": 4,
    "No next step": 5,
    "Missed scheduling of next digital out event": 6,
}

# What the board understands, in the notation of its data dictionary; the
# numbers of the first entries are the protocol's, the others follow in order.
COMMANDS = (
    "identify offset=%u count=%c",
    "get_uptime",
    "get_clock",
    "get_config",
    "finalize_config crc=%u",
    "allocate_oids count=%c",
    "emergency_stop",
    "clear_shutdown",
    "reset",
    "debug_nop",
    "config_digital_out oid=%c pin=%u value=%c default_value=%c max_duration=%u",
    "set_digital_out_pwm_cycle oid=%c cycle_ticks=%u",
    "queue_digital_out oid=%c clock=%u on_ticks=%u",
    "update_digital_out oid=%c value=%c",
    "set_digital_out pin=%u value=%c",
    "config_pwm_out oid=%c pin=%u cycle_ticks=%u value=%hu default_value=%hu"
    " max_duration=%u",
    "queue_pwm_out oid=%c clock=%u value=%hu",
    "config_analog_in oid=%c pin=%u",
    "config_stepper oid=%c step_pin=%c dir_pin=%c invert_step=%c step_pulse_ticks=%u",
    "queue_step oid=%c interval=%u count=%hu add=%hi",
    "set_next_step_dir oid=%c dir=%c",
    "reset_step_clock oid=%c clock=%u",
    "stepper_get_position oid=%c",
    "stepper_stop_on_trigger oid=%c trsync_oid=%c",
    "config_trsync oid=%c",
    "trsync_start oid=%c report_clock=%u report_ticks=%u expire_reason=%c",
    "trsync_set_timeout oid=%c clock=%u",
    "trsync_trigger oid=%c reason=%c",
    "config_endstop oid=%c pin=%c pull_up=%c",
    "endstop_home oid=%c clock=%u sample_ticks=%u sample_count=%c rest_ticks=%u"
    " pin_value=%c trsync_oid=%c trigger_reason=%c",
    "endstop_query_state oid=%c",
    "config_buttons oid=%c button_count=%c",
    "buttons_add oid=%c pos=%c pin=%u pull_up=%c",
    "buttons_query oid=%c clock=%u rest_ticks=%u retransmit_count=%c invert=%c",
    "buttons_ack oid=%c count=%c",
    "query_analog_in oid=%c clock=%u sample_ticks=%u sample_count=%c"
    " rest_ticks=%u min_value=%hu max_value=%hu range_check_count=%c",
)
RESPONSES = (
    "identify_response offset=%u data=%.*s",
    "uptime high=%u clock=%u",
    "clock clock=%u",
    "config is_config=%c crc=%u is_shutdown=%c move_count=%hu",
    "stats count=%u sum=%u sumsq=%u",
    "shutdown clock=%u static_string_id=%hu",
    "is_shutdown static_string_id=%hu",
    "starting",
    "stepper_position oid=%c pos=%i",
    "trsync_state oid=%c can_trigger=%c trigger_reason=%c clock=%u",
    "endstop_state oid=%c homing=%c next_clock=%u pin_value=%c",
    "buttons_state oid=%c ack_count=%c state=%*s",
    "analog_in_state oid=%c next_clock=%u value=%hu",
)
# Understood even after a shutdown.
ALWAYS = frozenset(
    {
        "identify",
        "get_uptime",
        "get_clock",
        "get_config",
        "reset",
        "emergency_stop",
        "clear_shutdown",
        "debug_nop",
    }
)

_FLIP = bytes(int(f"{n:08b}"[::-1], 2) for n in range(256))


class Message:
    """One entry of the data dictionary."""

    def __init__(self, text: str, number: int) -> None:
        """Take the entry apart."""
        self.text, self.number = text, number
        self.name, *parts = text.split()
        self.is_text = [part.split("=", 1)[1].endswith("s") for part in parts]


def list_messages() -> tuple[dict[int, Message], dict[str, Message]]:
    """Number the commands and the responses; two numbers are fixed."""
    commands = {1: Message(COMMANDS[0], 1)}
    number = 1
    for text in COMMANDS[1:]:
        number += 1
        commands[number] = Message(text, number)
    responses = {"identify_response": Message(RESPONSES[0], 0)}
    for text in RESPONSES[1:]:
        number += 1
        message = Message(text, number)
        responses[message.name] = message
    return commands, responses


def make_dictionary(
    commands: dict[int, Message], responses: dict[str, Message]
) -> bytes:
    """Make the data dictionary that the host asks for first."""
    dictionary = {
        "app": "Klipper",
        "version": "mcusim-1",
        "build_versions": "python",
        "license": "Apache-2.0",
        "commands": {message.text: number for number, message in commands.items()},
        "responses": {m.text: m.number for m in responses.values()},
        "output": {},
        "enumerations": {"pin": PINS, "static_string_id": REASONS},
        "config": {
            "MCU": "mcusim",
            "CLOCK_FREQ": FREQ,
            "ADC_MAX": ADC_MAX,
            "PWM_MAX": 255,
            "STATS_SUMSQ_BASE": 256,
            "SERIAL_BAUD": 250000,
            "RECEIVE_WINDOW": 1024,
        },
    }
    return zlib.compress(json.dumps(dictionary, separators=(",", ":")).encode())


def block_check(data: bytes) -> bytes:
    """Return the 16-bit check of a message block (reflected CCITT)."""
    crc = binascii.crc_hqx(data.translate(_FLIP), 0xFFFF)
    return bytes((_FLIP[crc & 0xFF], _FLIP[crc >> 8]))


def put_number(out: bytearray, value: int) -> None:
    """Append one variable-length number."""
    if value >= 0x80000000:
        value -= 0x100000000
    groups = [value & 0x7F]
    low, high = -(1 << 5), 3 << 5
    while not low <= value < high and len(groups) < 5:
        groups.append((value >> (7 * len(groups))) & 0x7F)
        low <<= 7
        high <<= 7
    out.extend(group | 0x80 for group in reversed(groups[1:]))
    out.append(groups[0])


def get_number(data: bytes, at: int) -> tuple[int, int]:
    """Read one variable-length number; return it and where the next begins."""
    byte = data[at]
    at += 1
    value = byte & 0x7F
    if byte & 0x60 == 0x60:
        value -= 0x80
    while byte & 0x80:
        byte = data[at]
        at += 1
        value = (value << 7) | (byte & 0x7F)
    if value < -0x80000000:
        value &= MASK32
    return value, at


def read_values(data: bytes, at: int, message: Message) -> tuple[list[int], int]:
    """Read the numbers of one command; none of ours takes a text."""
    values = []
    for _ in message.is_text:
        value, at = get_number(data, at)
        values.append(value)
    return values, at
