// Photos are made smaller before they are sent, to spare the sender's connection. The server cleans them all the same.
const LONGEST = 1600;

async function smaller(file) {
  const picture = await createImageBitmap(file);
  const scale = LONGEST / Math.max(picture.width, picture.height);
  if (scale >= 1) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return blob && blob.size < file.size ? new File([blob], file.name, { type: "image/jpeg" }) : file;
}

for (const input of document.querySelectorAll("input[type=file][multiple]")) {
  input.addEventListener("change", async () => {
    const kept = new DataTransfer();
    for (const file of input.files) kept.items.add(await smaller(file).catch(() => file));
    input.files = kept.files;
  });
}
