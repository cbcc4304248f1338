// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/healthcheck.h"

#include <chrono>
#include <memory>

#include "headwater/sink.h"
#include "service/http/client.h"

namespace headwater {
namespace {

/// Containers ask every few seconds; whoever needs longer than this is not ready.
constexpr std::chrono::seconds kPatience{4};
constexpr size_t kMaxAnswerBytes = size_t{64} << 10U;
constexpr int kOk = 200;

std::string Host(const std::string& address) {
  if (address == "0.0.0.0") return "127.0.0.1";
  if (address == "::") return "[::1]";
  return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

Result<HttpReply> Ask(const std::string& url) {
  const std::unique_ptr<HttpClient> client = TRY(http::MakeClient({}));
  return client->Call({.url = url,
                       .headers = {},
                       .body = "",
                       .deadline = kPatience,
                       .max_body_bytes = kMaxAnswerBytes});
}

}  // namespace

std::string ReadinessUrl(const config::ListenAddress& health) {
  return "http://" + Host(health.address) + ":" + std::to_string(health.port) + "/readyz";
}

CommandResult NotReady(const std::string& why) {
  Out<Sink::kTerminal> line;
  line << "headwater healthcheck: not ready: " << Untrusted(why);
  return {"", line.text() + "\n", kExitNotReady};
}

CommandResult AskReadiness(const config::ListenAddress& health) {
  if (health.port == 0) return NotReady("`health.listen` names no port to ask");
  const Result<HttpReply> reply = Ask(ReadinessUrl(health));
  if (!reply.ok()) return NotReady(reply.error().message);
  if (reply.value().status == kOk) return {"ready\n", "", kExitReady};
  const std::string& body = reply.value().body;
  return NotReady(body.substr(0, body.find('\n')));
}

}  // namespace headwater
