// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/forge.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <system_error>
#include <thread>
#include <utility>

#include "tests/forge/control.h"
#include "tests/forge/git_backend.h"
#include "tests/forge/hostile.h"
#include "tests/forge/transport.h"

namespace headwater::forge_double {
namespace {

constexpr std::string_view kControl = "/_control/";
constexpr std::string_view kHostile = "/_hostile/";
constexpr std::string_view kApi = "/api/v4/";

void Wait(Millis millis) { std::this_thread::sleep_for(std::chrono::milliseconds(millis)); }

/// The same answer, a byte at a time.
void SlowDown(Response& response, Millis pause) {
  response.stream = [body = std::move(response.body), pause](const Write& write) {
    for (const char& byte : body) {
      if (!write({&byte, 1})) return false;
      Wait(pause);
    }
    return true;
  };
}

}  // namespace

struct Forge::Parts {
  explicit Parts(const std::filesystem::path& at) : root(at), world(at) {}
  std::filesystem::path root;
  Controls controls;
  World world;

  Response Answer(const Request& request);
  Response AnswerFaulty(const Request& request);
};

Response Forge::Parts::Answer(const Request& request) {
  if (request.target.starts_with(kApi)) return AnswerApi(world, request);
  if (request.target.starts_with(kHostile)) {
    const std::string redirect =
        controls.redirect_to.With([](const std::string& text) { return text; });
    return AnswerHostile({root / "hostile", redirect}, request);
  }
  if (auto page = AnswerReportPage(world, request)) return *std::move(page);
  if (IsGitTarget(request.target)) return AnswerGit(world, request);
  return Message(404, "404 Not Found");
}

Response Forge::Parts::AnswerFaulty(const Request& request) {
  const std::vector<Fault> faults = controls.faults.Take(request);
  for (const Fault& fault : faults) {
    if (fault.kind == "latency") Wait(fault.delay);
    if (fault.kind == "cut_before") return {.status = 0, .cut = true};
    if (fault.kind == "status") return FaultAnswer(fault);
  }
  Response response = Answer(request);
  for (const Fault& fault : faults) {
    if (fault.kind == "cut_after") return {.status = 0, .cut = true};
    if (fault.kind == "slow_body" && !response.stream) SlowDown(response, fault.delay);
  }
  return response;
}

/// "Sun, 22 Nov 2026 21:54:48 GMT" (RFC 9110 section 5.6.7).
std::string HttpDate(Millis millis) {
  const time_t seconds = millis / 1000;
  struct tm parts = {};
  gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  const size_t size = strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), size};
}

Forge::Forge(const std::filesystem::path& root) : parts_(std::make_unique<Parts>(root)) {
  std::error_code ignored;
  for (const char* folder : {"repositories", "spool", "hostile"}) {
    std::filesystem::create_directories(root / folder, ignored);
  }
}

Forge::~Forge() = default;

void Forge::SetUrl(const std::string& url) { parts_->world.SetUrl(url); }

Response Forge::Handle(const Request& request) {
  if (request.target.starts_with(kControl)) {
    return AnswerControl(parts_->world, parts_->controls, request);
  }
  LoggedRequest logged{.at = Now(), .method = request.method, .target = request.target};
  logged.user = Authenticate(parts_->world, request).user;
  Response response = parts_->AnswerFaulty(request);
  const Millis ahead =
      parts_->world.Read([](const State& state) { return state.settings.clock_ahead * 1000; });
  response.headers.emplace_back("Date", HttpDate(Now() + ahead));
  logged.status = response.cut ? 0 : response.status;
  logged.duration = Now() - logged.at;
  parts_->controls.requests.With([&](auto& log) { log.push_back(logged); });
  return response;
}

std::string Forge::Control(const std::string& method, const std::string& target,
                           const std::string& json) {
  Request request{.method = method, .target = target, .body = json};
  request.headers["content-type"] = "application/json";
  return Handle(request).body;
}

bool Forge::Settle(Millis patience) { return parts_->world.WaitIdle(patience); }

Server::Server(const std::filesystem::path& root, int port, const std::string& external_url)
    : forge_(root), listener_(std::make_unique<Listener>()) {
  const std::string spool = (root / "spool").string();
  port_ = listener_->Start(port, spool,
                           [this](const Request& request) { return forge_.Handle(request); });
  forge_.SetUrl(external_url.empty() ? url() : external_url);
}

Server::~Server() = default;

std::string Server::url() const { return "http://127.0.0.1:" + std::to_string(port_); }

}  // namespace headwater::forge_double
