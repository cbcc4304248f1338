// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fetch_end.h"

#include <algorithm>
#include <array>
#include <csignal>

#include "headwater/secret.h"

namespace headwater::git {
namespace {

constexpr size_t kMaxQuotedBytes = 300;
constexpr std::string_view kBasic = "Basic ";

/// Something git or its curl writes, and what it means.
struct Sign {
  std::string_view words;
  FetchProblem problem;
  Errc code;
  std::string_view meaning;
};

using enum FetchProblem;

/// The first that is found decides: what names a cause stands before what names a consequence.
constexpr std::array kSigns = {
    Sign{"couldn't find remote ref ", kNoSuchReference, Errc::kNotFound,
         "the repository has no such reference"},
    Sign{"upload-pack: not our ref ", kNoSuchObject, Errc::kNotFound,
         "the repository has no such object"},
    Sign{"' exists; cannot create '", kNamesCollide, Errc::kTransient,
         "a branch or tag has the name of a folder of others"},
    Sign{"filter 'blob:none' not supported", kFilterRefused, Errc::kContent,
         "the server does not filter"},
    Sign{"mismatched algorithms", kOther, Errc::kContent,
         "the repository uses SHA-256 object ids, which this version cannot read"},
    Sign{"No space left on device", kOther, Errc::kInternal, "the disk of the mirrors is full"},
    Sign{"Disk quota exceeded", kOther, Errc::kInternal, "the disk of the mirrors is full"},
    Sign{"died of signal 25", kOther, Errc::kContent, "the repository is larger than allowed"},
    Sign{"File too large", kOther, Errc::kContent, "the repository is larger than allowed"},
    Sign{"over limit", kOther, Errc::kContent,
         "an object of the repository is larger than allowed"},
    Sign{"ut of memory", kOther, Errc::kContent, "the repository needs more memory than allowed"},
    Sign{"died of signal 24", kOther, Errc::kContent,
         "the repository takes more time than allowed"},
    Sign{"could not read Username", kUnauthorized, Errc::kDenied, "the read token is refused"},
    Sign{"Authentication failed", kUnauthorized, Errc::kDenied, "the read token is refused"},
    Sign{"returned error: 401", kUnauthorized, Errc::kDenied, "the read token is refused"},
    Sign{"returned error: 403", kOther, Errc::kDenied,
         "the read token may not read this repository"},
    Sign{"returned error: 404", kOther, Errc::kNotFound, "there is no such repository"},
    Sign{"' not found", kOther, Errc::kNotFound, "there is no such repository"},
    Sign{"not valid: is this a git repository", kOther, Errc::kTransient,
         "what answers is no git server"},
    Sign{"returned error: 3", kOther, Errc::kTransient,
         "the server redirects, which is not followed"},
    Sign{"returned error: ", kOther, Errc::kTransient, "the forge refuses for now"},
    Sign{"certificate", kOther, Errc::kTransient, "the forge's certificate is not trusted"},
    Sign{"remote error: ", kOther, Errc::kTransient, "the forge refuses"},
    Sign{"unable to access", kOther, Errc::kTransient, "the forge cannot be reached"},
    Sign{"RPC failed", kOther, Errc::kTransient, "the connection broke"},
    Sign{"unexpected disconnect", kOther, Errc::kTransient, "the connection broke"},
    Sign{"hung up unexpectedly", kOther, Errc::kTransient, "the connection broke"},
    Sign{"early EOF", kOther, Errc::kTransient, "the connection broke"},
    Sign{"fsck error", kOther, Errc::kContent, "the repository holds malformed objects"},
    Sign{"protocol error", kOther, Errc::kContent, "the server sends what is no repository"},
    Sign{"fatal: expected ", kOther, Errc::kContent, "the server sends what is no repository"},
    Sign{"pack signature mismatch", kOther, Errc::kContent,
         "the server sends what is no repository"},
    Sign{"pack is corrupted", kOther, Errc::kContent, "the server sends a corrupt pack"},
    Sign{"pack has bad object", kOther, Errc::kContent, "the server sends a corrupt pack"},
    Sign{"inflate returned", kOther, Errc::kContent, "the server sends a corrupt pack"},
    Sign{"serious inflate inconsistency", kOther, Errc::kContent,
         "the server sends a corrupt pack"},
    // All that is said when index-pack was ended by RLIMIT_FSIZE, of which it is told with a
    // signal.
    Sign{"invalid index-pack output", kOther, Errc::kContent,
         "the repository is larger than allowed, or corrupt"},
    // Of the mirror: packs, references and objects that should be there.
    Sign{"packfile ", kMirrorDamaged, Errc::kTransient, "the mirror is damaged"},
    Sign{"index file ", kMirrorDamaged, Errc::kTransient, "the mirror is damaged"},
    Sign{"index for pack", kMirrorDamaged, Errc::kTransient, "the mirror is damaged"},
    Sign{"wrong index v", kMirrorDamaged, Errc::kTransient, "the mirror is damaged"},
    Sign{"bad object ", kMirrorDamaged, Errc::kTransient, "the mirror is damaged"},
    Sign{"is corrupt", kMirrorDamaged, Errc::kTransient, "the mirror is damaged"},
    Sign{"does not point to a valid object", kMirrorDamaged, Errc::kTransient,
         "the mirror is damaged"},
    Sign{"ould not parse commit", kMirrorDamaged, Errc::kTransient, "the mirror is damaged"},
    Sign{"ould not read", kMirrorDamaged, Errc::kTransient, "the mirror is damaged"},
    Sign{"unable to read", kMirrorDamaged, Errc::kTransient, "the mirror is damaged"},
    Sign{"ailed to traverse parents", kMirrorDamaged, Errc::kTransient, "the mirror is damaged"},
    Sign{"revision walk setup failed", kMirrorDamaged, Errc::kTransient, "the mirror is damaged"},
    Sign{"unresolved delta", kMirrorDamaged, Errc::kTransient, "the mirror is damaged"},
    Sign{"did not send all necessary objects", kMirrorDamaged, Errc::kTransient,
         "the mirror is damaged"},
    Sign{"not a git repository", kMirrorDamaged, Errc::kTransient, "the mirror is damaged"},
};

/// The end of the line behind `at`.
std::string RestOfLine(std::string_view text, size_t at) {
  return std::string(text.substr(at, text.find('\n', at) - at));
}

void Erase(std::string& text, std::string_view part) {
  if (part.empty()) return;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) {
    text.replace(at, part.size(), "...");
  }
}

/// The bare credential and the token itself, which a server knows too.
void EraseCredential(std::string& text, std::string_view credential) {
  Erase(text, credential);
  if (!credential.starts_with(kBasic)) return;
  const std::string_view coded = credential.substr(kBasic.size());
  Erase(text, coded);
  const std::optional<std::string> plain = DecodeBase64(coded);
  if (plain) Erase(text, std::string_view(*plain).substr(plain->find(':') + 1));
}

FetchEnd Ended(FetchProblem problem, Errc code, std::string message) {
  return {problem, "", {code, std::move(message)}};
}

}  // namespace

std::string QuoteStderr(std::string_view text, std::string_view credential) {
  std::string quoted(text);
  EraseCredential(quoted, credential);
  for (char& c : quoted) {
    // Bytes from 128 on stay: the sink that prints this knows which of them hide something.
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
  }
  const size_t begin = quoted.find_first_not_of(' ');
  const size_t end = quoted.find_last_not_of(' ');
  if (begin == std::string::npos) return "it says nothing";
  return quoted.substr(begin, std::min(end + 1 - begin, kMaxQuotedBytes));
}

FetchEnd JudgeFetch(const ProcessResult& result, std::string_view credential) {
  if (result.timed_out) {
    return Ended(kOther, Errc::kTransient, "git did not end before its deadline");
  }
  if (result.called_off) {
    return Ended(kTooLarge, Errc::kContent, "the repository is larger than allowed");
  }
  if (result.too_much_output) {
    return Ended(kOther, Errc::kContent, "the server sends what is no repository: too much of it");
  }
  if (result.exit_code == 0) return {};
  if (result.signal == SIGXFSZ) {
    return Ended(kOther, Errc::kContent, "the repository is larger than allowed");
  }
  if (result.signal == SIGXCPU) {
    return Ended(kOther, Errc::kContent, "the repository takes more time than allowed");
  }
  const std::string quoted = QuoteStderr(result.err, credential);
  for (const Sign& sign : kSigns) {
    const size_t at = result.err.find(sign.words);
    if (at == std::string::npos) continue;
    FetchEnd end = Ended(sign.problem, sign.code, std::string(sign.meaning) + ": " + quoted);
    end.subject = RestOfLine(result.err, at + sign.words.size());
    return end;
  }
  return Ended(kOther, Errc::kTransient, "git fails: " + quoted);
}

}  // namespace headwater::git
