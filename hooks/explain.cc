// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "hooks/explain.h"

#include <optional>
#include <string>

#include "headwater/event.h"
#include "headwater/sink.h"
#include "hooks/content_type.h"
#include "hooks/gitlab_payload.h"

namespace headwater::hooks {
namespace {

using Json = Out<Sink::kJson>;

/// A string, null when it is empty.
Json Quoted(const Untrusted& text) {
  Json out;
  if (text.empty()) return out << Literal("null");
  return out << Literal("\"") << text << Literal("\"");
}

Json Quoted(const std::string& text) { return Quoted(Untrusted(text)); }

/// A number, null when it is none.
Json Number(int64_t value) {
  Json out;
  if (value == 0) return out << Literal("null");
  return out << value;
}

Json Explained(const Event& event) {
  Json out;
  out << Literal(R"("accepted":true,"kind":)") << Quoted(event.kind) << Literal(R"(,"project":)")
      << Number(event.project.value) << Literal(R"(,"iid":)")
      << Number(event.iid ? event.iid->value : 0) << Literal(R"(,"action":)")
      << Quoted(event.action) << Literal(R"(,"head":)")
      << Quoted(event.head ? event.head->Hex() : std::string()) << Literal(R"(,"target_branch":)")
      << Quoted(event.target_branch) << Literal(R"(,"decision":")") << NameOf(event.decision)
      << Literal(R"(","reason":")") << event.reason << Literal("\"");
  return out;
}

Json Refused(const Error& error) {
  Json out;
  out << Literal(R"("accepted":false,"kind":null,"project":null,"iid":null,"action":null,)")
      << Literal(R"("head":null,"target_branch":null,"decision":null,"reason":)")
      << Quoted(error.message);
  return out;
}

/// A recording may come without its headers; the endpoint insists on them.
Result<Event> Read(std::string_view body, const HttpHeaders& headers) {
  if (FindHeader(headers, "Content-Type")) TRY(CheckContentType(headers));
  return ReadDelivery(body, headers);
}

}  // namespace

CommandResult ExplainDelivery(std::string_view body, const HttpHeaders& headers) {
  const Result<Event> event = Read(body, headers);
  Json line;
  line << Literal(R"({"schema":"headwater.hook/1",)")
       << (event.ok() ? Explained(event.value()) : Refused(event.error())) << Literal("}\n");
  CommandResult result;
  result.out = line.text();
  result.exit_code = event.ok() ? 0 : kExitUsage;
  return result;
}

}  // namespace headwater::hooks
