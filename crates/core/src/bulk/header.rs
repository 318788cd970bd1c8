//! The fixed parts of a ZIP archive.

/// A file's own header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub name: String,
    pub method: Method,
    pub crc: u32,
    /// Absent when they, and the check sum, follow the file.
    pub sizes: Option<Sizes>,
    /// Sizes are of 64 bits.
    pub is_large: bool,
    /// Bytes of the header itself.
    pub length: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Stored,
    Deflated,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    pub packed: u64,
    pub unpacked: u64,
}

const FIXED: usize = 30;
const ENCRYPTED: u16 = 1;
const SIZES_FOLLOW: u16 = 1 << 3;
/// Stands where a size is in the 64-bit field.
const ELSEWHERE: u32 = u32::MAX;

/// The header that the bytes start with; `None` when it is not complete.
///
/// # Errors
/// What cannot be read: an encrypted file, another compression, a stored file of unknown length.
pub fn read(bytes: &[u8]) -> Result<Option<Header>, String> {
    let Some(fixed) = bytes.get(..FIXED) else {
        return Ok(None);
    };
    let (name_length, extra_length) = (usize::from(u16_at(fixed, 26)), usize::from(u16_at(fixed, 28)));
    let length = FIXED + name_length + extra_length;
    let Some(variable) = bytes.get(FIXED..length) else {
        return Ok(None);
    };
    let (name, extra) = variable.split_at(name_length);
    let name = String::from_utf8_lossy(name).into_owned();
    let flags = u16_at(fixed, 6);
    if flags & ENCRYPTED != 0 {
        return Err(format!("{name:?} is encrypted"));
    }
    let method = match u16_at(fixed, 8) {
        0 => Method::Stored,
        8 => Method::Deflated,
        other => return Err(format!("{name:?} is compressed in a way that is not supported (method {other})")),
    };
    let large = large_sizes(extra);
    let sizes = if flags & SIZES_FOLLOW != 0 { None } else { Some(sizes(fixed, large, &name)?) };
    if method == Method::Stored && sizes.is_none() {
        return Err(format!("{name:?} has no known length"));
    }
    Ok(Some(Header { name, method, crc: u32_at(fixed, 14), sizes, is_large: large.is_some(), length }))
}

fn sizes(fixed: &[u8], large: Option<&[u8]>, name: &str) -> Result<Sizes, String> {
    let (packed, unpacked) = (u32_at(fixed, 18), u32_at(fixed, 22));
    // In the field, those that are elsewhere stand one after the other.
    let mut field = large.unwrap_or_default();
    let mut size = |size: u32| {
        if size != ELSEWHERE {
            return Some(u64::from(size));
        }
        let (value, rest) = field.split_first_chunk::<8>()?;
        field = rest;
        Some(u64::from_le_bytes(*value))
    };
    let unpacked = size(unpacked);
    let packed = size(packed);
    match (packed, unpacked) {
        (Some(packed), Some(unpacked)) => Ok(Sizes { packed, unpacked }),
        _ => Err(format!("{name:?} does not say how long it is")),
    }
}

/// The extra field of 64-bit sizes.
fn large_sizes(mut extra: &[u8]) -> Option<&[u8]> {
    while extra.len() >= 4 {
        let (id, length) = (u16_at(extra, 0), usize::from(u16_at(extra, 2)));
        let field = extra.get(4..4 + length)?;
        if id == 1 {
            return Some(field);
        }
        extra = &extra[4 + length..];
    }
    None
}

/// What may stand behind a file whose sizes were not known before: with or without a signature, with
/// 32 or 64 bits. The likeliest form first.
pub fn descriptors(crc: u32, packed: u64, unpacked: u64, is_large: bool) -> Vec<Vec<u8>> {
    let small = [&(packed as u32).to_le_bytes()[..], &(unpacked as u32).to_le_bytes()].concat();
    let large = [&packed.to_le_bytes()[..], &unpacked.to_le_bytes()].concat();
    let sizes = if is_large { [large, small] } else { [small, large] };
    let forms = |signature: &'static [u8]| {
        sizes.iter().map(move |sizes| [signature, &crc.to_le_bytes(), sizes].concat()).collect::<Vec<_>>()
    };
    [forms(b"PK\x07\x08"), forms(b"")].concat()
}

/// More bytes are needed.
#[derive(Debug)]
pub struct Incomplete;

/// How long a record of the directory is; `None` when this is no such record.
pub fn length_in_directory(signature: [u8; 4], bytes: &[u8]) -> Option<Result<u64, Incomplete>> {
    let known =
        |least: usize, length: &dyn Fn() -> u64| if bytes.len() < least { Err(Incomplete) } else { Ok(length()) };
    let variable = |at: usize| u64::from(u16_at(bytes, at));
    Some(match &signature {
        b"PK\x01\x02" => known(46, &|| 46 + variable(28) + variable(30) + variable(32)),
        b"PK\x05\x06" => known(22, &|| 22 + variable(20)),
        b"PK\x06\x06" => known(12, &|| 12 + u64::from(u32_at(bytes, 4))),
        b"PK\x06\x07" => Ok(20),
        // Records of encryption and of signatures are as rare as they are useless here.
        b"PK\x06\x08" => known(8, &|| 8 + u64::from(u32_at(bytes, 4))),
        b"PK\x05\x05" => known(6, &|| 6 + variable(4)),
        _ => return None,
    })
}

/// 0 behind the end: callers have checked the length.
fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |chunk| u16::from_le_bytes(*chunk))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |chunk| u32::from_le_bytes(*chunk))
}
