// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/deliveries.h"

#include <string>

#include "headwater/hash.h"

namespace headwater::store {
namespace {

/// Our choice: well beyond the time in which a delivery is sent twice. GitLab repeats one only when
/// its own job died or a person resends it, with the same key; and a repetition that is not known
/// any more costs one run, nothing else.
constexpr StoreTime kRemembered = std::chrono::days{7};

/// Longer keys are remembered by their hash. The zero byte keeps the two kinds apart: no header can
/// hold one. UUIDs have 36 bytes.
constexpr size_t kMaxKeyBytes = 255;
constexpr char kHashMark = '\0';

/// Twice as many go as come, at most, so that no delivery pays for many.
constexpr Literal kForget = R"(
    DELETE FROM delivery WHERE key IN
      (SELECT key FROM delivery WHERE seen_at < ?1 ORDER BY seen_at LIMIT 2))";

/// A key that outlived its time and was not forgotten yet counts as new.
constexpr Literal kNote = R"(
    INSERT INTO delivery (key, seen_at) VALUES (?1, ?2)
    ON CONFLICT (key) DO UPDATE SET seen_at = excluded.seen_at WHERE seen_at < ?3)";

}  // namespace

Result<Recorded> NoteDelivery(Connection& connection, std::string_view key, StoreTime now) {
  const int64_t oldest = (now - kRemembered).count();
  std::string hashed;
  if (key.size() > kMaxKeyBytes) {
    hashed = kHashMark + Sha256Hex(key);
    key = hashed;
  }
  TRY(connection.Run(kForget, {oldest}));
  const uint64_t noted = TRY(connection.Run(kNote, {key, now.count(), oldest}));
  return noted == 0 ? Recorded::kDuplicate : Recorded::kNew;
}

}  // namespace headwater::store
