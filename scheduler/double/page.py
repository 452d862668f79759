"""The hosted page on which somebody pays, as a stranger's house would have it: in two languages, saying that it is invented."""

import secrets
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from scheduler.double import checkout, paying
from scheduler.double.store import Store, Thing
from scheduler.double.wrong import Wrong

METHODS = {
    "card": "银行卡 Card",
    "alipay": "支付宝 Alipay",
    "wechat_pay": "微信支付 WeChat Pay",
}
STYLE = """
body{margin:0;font:16px/1.6 "PingFang SC","Noto Sans CJK SC",system-ui,sans-serif;background:#eef1f5;color:#1a2233}
main{max-width:26rem;margin:6vh auto;padding:2rem;background:#fff;border-radius:12px;box-shadow:0 2px 12px #1a223322}
h1{font-size:1.1rem;margin:0 0 .25rem}.sum{font-size:2rem;font-weight:600;margin:.25rem 0 1rem}
.note{background:#fff4d6;border-radius:8px;padding:.5rem .75rem;font-size:.9rem}
fieldset{border:0;padding:0;margin:1rem 0}label{display:flex;gap:.6rem;min-height:44px;align-items:center}
button,a.back{display:block;box-sizing:border-box;width:100%;min-height:44px;margin-top:.5rem;border-radius:8px;font:inherit;
border:1px solid #3b4a8c;background:#fff;color:#3b4a8c;text-align:center;line-height:44px;text-decoration:none;padding:0}
button.pay{background:#3b4a8c;color:#fff}.wrong{color:#a3261b}
"""


async def show(request: Request) -> Response:
    return _draw(_session(request))


async def act(request: Request) -> Response:
    """The form's own words decide; nobody but whoever has the address can reach it."""
    store: Store = request.app.state.store
    session, form = _session(request), await request.form()
    method = str(form.get("method", ""))
    try:
        if form.get("act") == "fail":
            paying.fail(store, session["id"], method)
            return _draw(
                session,
                "银行拒绝了这次付款，可以再试。The bank said no. You may try again.",
            )
        paying.pay(store, session["id"], method)
    except Wrong as wrong:
        return _draw(_session(request), str(wrong), status=409)
    back = session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])
    return RedirectResponse(back, 303)


def _session(request: Request) -> Thing:
    return checkout.current(request.app.state.store, request.path_params["id"])


def _draw(session: Thing, wrong: str = "", status: int = 200) -> Response:
    nonce = secrets.token_hex(8)
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; frame-ancestors 'none'"
    )
    return HTMLResponse(
        _document(session, wrong, nonce), status,
        {"Content-Security-Policy": policy, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"},
    )  # fmt: skip


def _document(session: Thing, wrong: str, nonce: str) -> str:
    whole, rest = divmod(session["amount_total"], 100)
    said = f'<p class="wrong" role="alert">{escape(wrong)}</p>' if wrong else ""
    return f"""<!doctype html><html lang="zh-Hans"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>示例收银台 Example checkout</title><style nonce="{nonce}">{STYLE}</style><main>
<p class="note">示例：这里不会动用真实资金。<br>Example: no real money moves here.</p>
<h1>{escape(session["product"])}</h1><p class="sum">{whole:,}.{rest:02d} {session["currency"].upper()}</p>
{said}{_choices(session)}</main></html>"""


def _choices(session: Thing) -> str:
    if session["status"] != "open":
        word = {"complete": "已完成 Completed", "expired": "已过期 Expired"}[session["status"]]
        return f"<p>{word}</p>{_back(session)}"
    options = "".join(
        f'<label><input type="radio" name="method" value="{name}"{" checked" if at == 0 else ""}>{METHODS[name]}</label>'
        for at, name in enumerate(session["payment_method_types"])
    )
    return f"""<form method="post"><fieldset><legend>付款方式 Pay with</legend>{options}</fieldset>
<button class="pay" name="act" value="pay">付款 Pay</button>
<button name="act" value="fail">让银行拒绝 Let the bank refuse</button></form>{_back(session)}"""


def _back(session: Thing) -> str:
    back = session["cancel_url"] or session["success_url"]
    return f'<a class="back" href="{escape(back)}">返回商户 Back</a>'


ROUTES = [
    Route("/pay/{id}", show, methods=["GET"]),
    Route("/pay/{id}", act, methods=["POST"]),
]
