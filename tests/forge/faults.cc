// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/faults.h"

#include <array>
#include <ctime>

namespace headwater::forge_double {
namespace {

constexpr std::array kKinds = {"latency", "status", "cut_before", "cut_after", "slow_body"};

std::string HttpDate(Millis millis) {
  const std::time_t seconds = millis / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %T GMT", &parts)};
}

/// What GitLab itself would say.
std::string UsualBody(const Fault& fault) {
  switch (fault.status) {
    case 409:
      return R"({"message":"Another update to this commit status is in progress"})";
    case 422:
      return R"({"message":"The number of jobs has exceeded the limit"})";
    case 429:
      return fault.limit == "none"
                 ? R"({"message":{"error":"This endpoint has been requested too many times. Try again later."}})"
                 : "Retry later\n";
    default:
      return R"({"message":")" + std::to_string(fault.status) + R"( Internal Server Error"})";
  }
}

}  // namespace

std::optional<Fault> Faults::Read(const Json& json) {
  Fault fault{.method = Text(json, "method"), .match = Text(json, "match")};
  fault.count = IntegerOr(json, "count", fault.count);
  fault.skip = IntegerOr(json, "skip", 0);
  fault.kind = Text(json, "kind", "status");
  fault.delay = IntegerOr(json, "delay_ms", 0);
  fault.status = static_cast<int>(IntegerOr(json, "status", fault.status));
  fault.limit = Text(json, "limit", "none");
  fault.seconds = IntegerOr(json, "seconds", fault.seconds);
  fault.body = Text(json, "body");
  for (const char* kind : kKinds) {
    if (fault.kind == kind) return fault;
  }
  return std::nullopt;
}

void Faults::Add(const Fault& fault) {
  faults_.With([&](std::vector<Fault>& faults) { faults.push_back(fault); });
}

void Faults::Clear() {
  faults_.With([](std::vector<Fault>& faults) { faults.clear(); });
}

Json Faults::Show() {
  return faults_.With([](std::vector<Fault>& faults) {
    Json list = Json::array();
    for (const Fault& fault : faults) {
      list.push_back({{"kind", fault.kind},
                      {"method", fault.method},
                      {"match", fault.match},
                      {"count", fault.count},
                      {"status", fault.status}});
    }
    return list;
  });
}

std::vector<Fault> Faults::Take(const Request& request) {
  return faults_.With([&](std::vector<Fault>& faults) {
    std::vector<Fault> hits;
    for (Fault& fault : faults) {
      const bool fits = (fault.method.empty() || fault.method == request.method) &&
                        request.target.find(fault.match) != std::string::npos;
      if (!fits || fault.count == 0) continue;
      if (fault.skip > 0) {
        --fault.skip;
        continue;
      }
      if (fault.count > 0) --fault.count;
      hits.push_back(fault);
    }
    std::erase_if(faults, [](const Fault& fault) { return fault.count == 0; });
    return hits;
  });
}

Response FaultAnswer(const Fault& fault) {
  Response response{.status = fault.status};
  response.body = fault.body.empty() ? UsualBody(fault) : fault.body;
  if (fault.status != 429 || fault.limit == "none") return response;
  // Rack::Attack's form.
  // https://docs.gitlab.com/ee/administration/settings/user_and_ip_rate_limits.html
  response.content_type = "text/plain";
  const Millis reset = Now() + fault.seconds * 1000;
  response.headers = {{"RateLimit-Limit", "60"},
                      {"RateLimit-Name", "throttle_authenticated_api"},
                      {"RateLimit-Observed", "61"},
                      {"RateLimit-Remaining", "0"},
                      {"RateLimit-Reset", std::to_string(reset / 1000)},
                      {"RateLimit-ResetTime", HttpDate(reset)}};
  if (fault.limit == "retry_after") {
    response.headers.emplace_back("Retry-After", std::to_string(fault.seconds));
  }
  return response;
}

}  // namespace headwater::forge_double
