// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_desk_json.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "headwater/data.h"
#include "service/jobs/fork_desk_fields.h"
#include "service/jobs/fork_json_reader.h"
#include "service/jobs/fork_json_writer.h"
#include "service/jobs/problem_words.h"

namespace headwater::jobs {
namespace {

using request::Wrong;

/// To be raised with every change of what stands in the two objects: both sides are one program,
/// but a service may be replaced while it runs.
constexpr std::string_view kWorkSchema = "headwater.fork-work/1";
constexpr std::string_view kReplySchema = "headwater.fork-reply/1";
/// Mirrors, and copies of upstreams.
constexpr size_t kMaxReadable = 16;

constexpr DataLimits kWorkLimits = {.bytes = kMaxForkWorkBytes, .depth = 8, .nodes = 1'000};
/// A reply's longest list, with room for the rest.
constexpr DataLimits kReplyLimits = {
    .bytes = kMaxForkReplyBytes, .depth = 16, .nodes = 2 * kMaxToldProjects};

/// As they are written: exactly one of the three.
struct WrittenWork {
  std::string schema;
  std::string folder;
  std::vector<std::string> readable;
  std::optional<ForkTakeIn> take_in;
  std::optional<ForkForget> forget;
  std::optional<ForkQuestion> answer;
};

struct WrittenProblem {
  std::string kind;
  Untrusted message;
};

struct WrittenReply {
  std::string schema;
  std::optional<ForkTaken> taken;
  std::optional<ForkForgotten> forgotten;
  std::optional<ForkAnswer> answer;
  std::optional<WrittenProblem> problem;
};

template <typename Visit>
void EachMember(Of<WrittenWork> auto& work, Visit& visit) {
  visit("schema", work.schema);
  visit("folder", work.folder);
  visit("readable", work.readable, kMaxReadable);
  visit("take_in", work.take_in);
  visit("forget", work.forget);
  visit("answer", work.answer);
}

template <typename Visit>
void EachMember(Of<WrittenProblem> auto& problem, Visit& visit) {
  visit("kind", problem.kind);
  visit("message", problem.message);
}

template <typename Visit>
void EachMember(Of<WrittenReply> auto& reply, Visit& visit) {
  visit("schema", reply.schema);
  visit("taken", reply.taken);
  visit("forgotten", reply.forgotten);
  visit("answer", reply.answer);
  visit("problem", reply.problem);
}

/// The one that is there; none, when it is not exactly one.
template <typename Whole, typename... Parts>
std::optional<Whole> OnlyOne(std::optional<Parts>&... parts) {
  if ((size_t{0} + ... + size_t{parts.has_value()}) != 1) return std::nullopt;
  std::optional<Whole> whole;
  const auto take = [&whole](auto& part) {
    if (part) whole.emplace(*std::move(part));
  };
  (take(parts), ...);
  return whole;
}

bool IsAbsolute(const std::string& path) { return path.starts_with('/'); }

Status Check(const ForkTakeIn& order) {
  if (order.partition.text.empty()) return Wrong("take_in.partition", "a name");
  if (order.project.name.empty()) return Wrong("take_in.name", "a name");
  if (!IsAbsolute(order.project.copy)) return Wrong("take_in.copy", "an absolute path");
  return Ok{};
}

Status Check(const ForkForget& order) {
  if (order.partition.text.empty()) return Wrong("forget.partition", "a name");
  if (order.name.empty()) return Wrong("forget.name", "a name");
  return Ok{};
}

Status Check(const ForkQuestion& order) {
  if (order.partition.text.empty()) return Wrong("answer.partition", "a name");
  if (order.name.empty()) return Wrong("answer.name", "a name");
  if (!IsAbsolute(order.repository)) return Wrong("answer.repository", "an absolute path");
  if (order.head.IsZero()) return Wrong("answer.head", "a commit");
  return Ok{};
}

Status Check(const std::string& schema, std::string_view expected) {
  if (schema == expected) return Ok{};
  return Wrong("schema", "`" + std::string(expected) + "`");
}

}  // namespace

std::string RenderForkWork(const ForkWork& work) {
  WrittenWork written;
  written.schema = kWorkSchema;
  written.folder = work.folder;
  written.readable = work.readable;
  if (const auto* order = std::get_if<ForkTakeIn>(&work.order)) written.take_in = *order;
  if (const auto* order = std::get_if<ForkForget>(&work.order)) written.forget = *order;
  if (const auto* order = std::get_if<ForkQuestion>(&work.order)) written.answer = *order;
  return members::Value(written).text() + "\n";
}

Result<ForkWork> ReadForkWork(std::string_view text) {
  const DataNode node = TRY(ParseJson(text, kWorkLimits));
  WrittenWork written;
  TRY(members::TakeObject("work", node, written));
  TRY(Check(written.schema, kWorkSchema));
  if (!IsAbsolute(written.folder)) return Wrong("work.folder", "an absolute path");
  for (const std::string& folder : written.readable) {
    if (!IsAbsolute(folder)) return Wrong("work.readable", "absolute paths");
  }
  std::optional<ForkOrder> order =
      OnlyOne<ForkOrder>(written.take_in, written.forget, written.answer);
  if (!order) return Wrong("work", "exactly one of `take_in`, `forget` and `answer`");
  TRY(std::visit([](const auto& one) { return Check(one); }, *order));
  return ForkWork{.folder = std::move(written.folder),
                  .readable = std::move(written.readable),
                  .order = *std::move(order)};
}

std::string RenderForkReply(const ForkReply& reply) {
  WrittenReply written;
  written.schema = kReplySchema;
  if (const auto* taken = std::get_if<ForkTaken>(&reply)) written.taken = *taken;
  if (const auto* forgotten = std::get_if<ForkForgotten>(&reply)) written.forgotten = *forgotten;
  if (const auto* answer = std::get_if<ForkAnswer>(&reply)) written.answer = *answer;
  if (const auto* error = std::get_if<Error>(&reply)) {
    written.problem = {std::string(WordOf(error->code).view()), Untrusted(error->message)};
  }
  return members::Value(written).text() + "\n";
}

Result<ForkReply> ReadForkReply(std::string_view text) {
  const DataNode node = TRY(ParseJson(text, kReplyLimits));
  WrittenReply written;
  TRY(members::TakeObject("reply", node, written));
  TRY(Check(written.schema, kReplySchema));
  std::optional<Error> error;
  if (written.problem) {
    const std::optional<Errc> code = ProblemCalled(written.problem->kind);
    if (!code) return Wrong("reply.problem.kind", "one of its words");
    error = Error{*code, written.problem->message.bytes()};
  }
  std::optional<ForkReply> reply =
      OnlyOne<ForkReply>(written.taken, written.forgotten, written.answer, error);
  if (!reply) return Wrong("reply", "exactly one answer");
  return *std::move(reply);
}

}  // namespace headwater::jobs
