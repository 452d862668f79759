"""What a DingTalk robot asks of whoever speaks to it: a signature (加签) over the moment, or a keyword in the text."""

import base64
import hashlib
import hmac
import re
from datetime import datetime
from urllib.parse import urlencode

SECRET = re.compile(r"SEC[0-9A-Za-z]{16,128}")


def signed(address: str, secret: str, *, at: datetime) -> str:
    """The address with moment and signature; the service takes it for an hour. Without a secret as it is."""
    if not secret:
        return address
    moment = str(int(at.timestamp() * 1000))
    mac = hmac.new(secret.encode(), f"{moment}\n{secret}".encode(), hashlib.sha256)
    sign = base64.b64encode(mac.digest()).decode()
    return f"{address}&{urlencode({'timestamp': moment, 'sign': sign})}"


def with_keyword(text: str, keyword: str) -> str:
    """The keyword first, where the text does not say it anyway."""
    return text if keyword in text else f"【{keyword}】{text}"
