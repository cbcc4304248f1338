// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/sink.h"
#include "hooks/explain.h"
#include "hooks/gitlab_payload.h"
#include "tests/fuzz/invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace headwater;  // NOLINT(google-build-using-namespace)
  const std::string_view body = fuzz::TextOf(data, size);
  const Result<Event> event = hooks::ReadDelivery(body, {}, {UserId{77}, "headwater-bot"});
  if (event.ok()) {
    fuzz::Require(!event.value().kind.empty() && !event.value().reason.view().empty());
    for (const Wake& wake : event.value().wakes) fuzz::Require(wake.project.value > 0);
  } else {
    fuzz::Require(event.error().code == Errc::kInvalid && !event.error().message.empty());
  }
  // Whatever it was, the explanation is one line of JSON.
  const CommandResult explained = hooks::ExplainDelivery(body, {});
  fuzz::Require(ParseJson(explained.out, kJsonLimits).ok());
  fuzz::Require(explained.out.find('\n') == explained.out.size() - 1);
  fuzz::Require((explained.exit_code == 0) == event.ok());
  return 0;
}
