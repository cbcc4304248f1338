// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/sbom_validate.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "headwater/large_memory.h"
#include "headwater/report.h"
#include "headwater/sbom.h"
#include "headwater/sink.h"
#include "service/engine/outcome.h"
#include "service/report/sbom.h"

namespace headwater::jobs {
namespace {

// What a document may have, and more than an archive of reports has when it is packed.
constexpr uint64_t kMaxFileBytes = uint64_t{64} << 20U;

/// The file's bytes; nothing when there are more than kMaxFileBytes.
Result<std::optional<std::string>> ReadBounded(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  // Opening a folder works, reading it does not.
  std::error_code ignored;
  if (!file.is_open() || std::filesystem::is_directory(path, ignored)) {
    return Error{Errc::kInvalid, path + ": cannot be read"};
  }
  // In pieces, so that a pipe works; small ones where the file is known to be small.
  constexpr uint64_t kLargestPiece = uint64_t{1} << 20U;
  const uint64_t size = std::filesystem::file_size(path, ignored);
  const uint64_t expected = ignored ? 0 : std::min(size, kMaxFileBytes);
  const uint64_t piece = expected == 0 ? kLargestPiece : std::min(kLargestPiece, expected + 1);
  std::string bytes;
  bytes.reserve(expected + piece);
  PreferLargePages(bytes.data(), bytes.capacity());
  while (file.good() && bytes.size() <= kMaxFileBytes) {
    const size_t begin = bytes.size();
    bytes.resize(begin + piece);
    file.read(bytes.data() + begin, static_cast<std::streamsize>(piece));
    bytes.resize(begin + static_cast<size_t>(file.gcount()));
  }
  if (file.bad()) return Error{Errc::kInvalid, path + ": cannot be read"};
  if (bytes.size() > kMaxFileBytes) return std::optional<std::string>();
  return std::optional(std::move(bytes));
}

Outcome OutcomeOf(const SbomAnswer& answer) {
  switch (answer.state) {
    case SbomAnswer::State::kValid:
      return Outcome::kPass;
    case SbomAnswer::State::kInvalid:
      return Outcome::kFail;
    case SbomAnswer::State::kUnchecked:
      break;
  }
  return Outcome::kUnknown;
}

std::unique_ptr<report::SbomWriter> MakeWriter(const SbomValidateRequest& request,
                                               std::ostream& out) {
  if (request.format == SbomValidateFormat::kJson) {
    return report::WriteSbomJson(request.language, out);
  }
  return report::WriteSbomText(request.language, out);
}

std::vector<SbomAnswer> Judge(std::optional<std::string> bytes,
                              const SbomValidateRequest& request) {
  std::vector<SbomAnswer> answers;
  if (!bytes) {
    answers.push_back(TooLargeSbom());
    return answers;
  }
  return JudgeSbom(*std::move(bytes), {.as_of = request.as_of, .profile = request.profile});
}

}  // namespace

CommandResult ValidateSboms(const SbomValidateRequest& request, std::ostream& out) {
  if (!IsSbomProfile(request.profile)) {
    return {
        "",
        "headwater: --profile: no such profile; known are auto, all, bsi, ntia, bsi-1.1, bsi-2.0, "
        "bsi-2.1 and ntia-2021\n",
        kExitUsage};
  }
  CommandResult result;
  Outcome outcome = Outcome::kPass;
  bool is_wrong_use = false;
  const auto writer = MakeWriter(request, out);
  for (const std::string& path : request.files) {
    auto bytes = ReadBounded(path);
    if (!bytes.ok()) {
      Out<Sink::kTerminal> line;
      line << "headwater: " << Untrusted(bytes.error().message);
      result.err += line.text() + "\n";
      is_wrong_use = true;
      continue;
    }
    for (const SbomAnswer& answer : Judge(std::move(bytes).value(), request)) {
      writer->Add(Untrusted(path), answer);
      outcome = engine::Worse(outcome, OutcomeOf(answer));
    }
  }
  writer->End();
  result.exit_code = is_wrong_use ? kExitUsage : engine::ExitCode(outcome);
  return result;
}

}  // namespace headwater::jobs
